use std::time::Duration;

use causeway_core::{
    FileId, SourceId, Timestamp,
    attachment::Picture,
    file::{FileName, MediaType},
};
use causeway_store::{
    FILES_BATCH, NewFile, UNUSED_FILES_MAX, UNUSED_KEPT_FOR, Uploader, WriteError,
};
use causeway_testkit::both_engines;

use super::{Business, START, business};

const MOMENT: Duration = Duration::from_micros(1);
const PICTURE: Option<Picture> = Some(Picture {
    width: 640,
    height: 480,
});

impl Business {
    fn new_file(&self, uploader: Uploader) -> NewFile {
        NewFile {
            id: self.id(),
            workspace_id: self.workspace_id,
            uploader,
            name: FileName::tidy("語 photo.png"),
            media_type: MediaType::parse("image/png").unwrap(),
            size: 1_234,
            sha256: [9; 32],
        }
    }

    async fn upload(&self, uploader: Uploader, at: Timestamp) -> FileId {
        let new = self.new_file(uploader);
        let id = new.id;
        self.store.announce_file(new, at).await.unwrap();
        self.store.add_file(id, PICTURE).await.unwrap();
        id
    }

    async fn has_file(&self, id: FileId) -> bool {
        self.store
            .file(self.workspace_id, id)
            .await
            .unwrap()
            .is_some()
    }

    async fn source(&self, hash: u8) -> SourceId {
        self.add_source(&format!("Source {hash}"), hash).await
    }
}

both_engines! { business =>
    async fn a_file_is_found_as_it_was_added_and_only_in_its_workspace(business: Business) {
        for uploader in [Uploader::Source(business.source(1).await), Uploader::Staff(business.administrator)] {
            let new = business.new_file(uploader);
            business.store.announce_file(new.clone(), START).await.unwrap();
            assert!(!business.has_file(new.id).await, "its bytes are not in place yet");
            business.store.add_file(new.id, PICTURE).await.unwrap();
            let found = business.store.file(business.workspace_id, new.id).await.unwrap().unwrap();
            assert_eq!((found.id, found.uploader, found.created_at), (new.id, uploader, START));
            assert_eq!((found.name, found.media_type), (new.name, new.media_type));
            assert_eq!((found.size, found.sha256, found.picture), (1_234, [9; 32], PICTURE));
            assert_eq!(business.store.file(business.id(), new.id).await.unwrap(), None);
        }
    }

    async fn what_no_message_refers_to_is_erased_after_its_time_and_nothing_else(business: Business) {
        let source = Uploader::Source(business.source(1).await);
        let unused = business.upload(source, START).await;
        let later = business.upload(source, START.plus(MOMENT)).await;
        let end = START.plus(UNUSED_KEPT_FOR);
        assert_eq!(business.store.condemn_unused_files(end.minus(MOMENT)).await.unwrap(), []);
        assert_eq!(business.store.condemn_unused_files(end).await.unwrap(), [unused]);
        assert!(!business.has_file(unused).await);
        // Whoever was to erase it died: it comes again until it is forgotten.
        assert_eq!(business.store.condemn_unused_files(end).await.unwrap(), [unused]);
        for id in [unused, later] {
            business.store.forget_file(id).await.unwrap();
        }
        assert_eq!(business.store.condemn_unused_files(end).await.unwrap(), []);
        assert!(business.has_file(later).await);
    }

    async fn what_was_announced_and_never_came_is_erased_too(business: Business) {
        let new = business.new_file(Uploader::Staff(business.administrator));
        business.store.announce_file(new.clone(), START).await.unwrap();
        assert_eq!(business.store.condemn_unused_files(START.plus(UNUSED_KEPT_FOR)).await.unwrap(), [new.id]);
    }

    async fn an_uploader_has_so_many_unused_files_and_no_more(business: Business) {
        let source = Uploader::Source(business.source(1).await);
        for _ in 0..UNUSED_FILES_MAX {
            business.upload(source, START).await;
        }
        let refused = business.new_file(source);
        let error = business.store.announce_file(refused.clone(), START).await.unwrap_err();
        assert!(matches!(error, WriteError::LimitReached { max: UNUSED_FILES_MAX }));
        assert!(!business.has_file(refused.id).await);
        // Others have places of their own.
        business.upload(Uploader::Source(business.source(2).await), START).await;
        business.upload(Uploader::Staff(business.administrator), START).await;
        let condemned = business.store.condemn_unused_files(START.plus(UNUSED_KEPT_FOR)).await.unwrap();
        assert_eq!(i64::try_from(condemned.len()).unwrap(), FILES_BATCH);
    }
}
