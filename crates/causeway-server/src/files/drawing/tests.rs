//! Here the program that draws is a shell script, which determines the outcome.

use std::{fs, os::unix::fs::PermissionsExt};

use causeway_core::{Id, SourceId, Timestamp};
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::files::folder::Thumbnail;

const LARGE: Picture = Picture {
    width: 5_000,
    height: 4_000,
};
const SMALL: Picture = Picture {
    width: 1_600,
    height: 1_200,
};

struct Scene {
    place: TempDir,
    folder: FileFolder,
    drawing: Drawing,
}

/// A scene in which `script` draws. It runs in a folder of its own.
fn scene(script: &str) -> Scene {
    let place = tempfile::tempdir().unwrap();
    let program = place.path().join("program");
    fs::write(
        &program,
        format!("#!/bin/sh\ncd {}\n{script}\n", place.path().display()),
    )
    .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let folder = FileFolder::open(&place.path().join("files"), Timestamp::from_micros(0)).unwrap();
    let drawing = Drawing::new(folder.clone(), program);
    Scene {
        place,
        folder,
        drawing,
    }
}

impl Scene {
    async fn job(&self, number: u128, uploader: u128, picture: Picture) -> Job {
        let id = FileId::from_uuid(Uuid::from_u128(number));
        let mut upload = self.folder.begin(id, 10).await.unwrap();
        upload.write(b"bytes").await.unwrap();
        upload.finish().await.unwrap().put().await.unwrap();
        Job {
            id,
            uploader: Uploader::Source(SourceId::from_uuid(Uuid::from_u128(uploader))),
            picture,
        }
    }

    async fn drawn(&self, job: Job) -> Thumbnail {
        // The channel is closed without sending anything.
        self.drawing
            .begin(job)
            .unwrap()
            .changed()
            .await
            .unwrap_err();
        self.folder.read_thumbnail(job.id).await.unwrap()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.place.path().join(name)).unwrap_or_default()
    }
}

/// A script that runs `does` for large images only.
fn for_large(does: &str) -> String {
    format!("case \"$*\" in *--memory-mib=84*) {does};; esac; cat")
}

#[tokio::test]
async fn a_small_image_does_not_wait_behind_large_ones() {
    let scene = scene(&for_large("while ! [ -e go ]; do sleep 0.02; done"));
    let mut large = Vec::new();
    for number in 0..5 {
        large.push(
            scene
                .drawing
                .begin(scene.job(number, number, LARGE).await)
                .unwrap(),
        );
    }
    // Not even behind those of the same uploader.
    for (number, uploader) in [(10, 1), (11, 9)] {
        let small = scene.job(number, uploader, SMALL).await;
        assert!(matches!(scene.drawn(small).await, Thumbnail::Drawn(_)));
    }
    assert!(
        large.iter().all(|ending| ending.has_changed().is_ok()),
        "the large ones are not drawn yet"
    );
    fs::write(scene.place.path().join("go"), "").unwrap();
    for mut ending in large {
        ending.changed().await.unwrap_err();
    }
}

#[tokio::test]
async fn uploaders_take_turns() {
    let scene = scene("while ! [ -e go ]; do sleep 0.02; done; cat");
    let mut first = Vec::new();
    for number in 0..10 {
        first.push(
            scene
                .drawing
                .begin(scene.job(number, 1, LARGE).await)
                .unwrap(),
        );
    }
    let other = scene.job(10, 2, LARGE).await;
    let other_ending = scene.drawing.begin(other).unwrap();
    fs::write(scene.place.path().join("go"), "").unwrap();
    let mut other_ending = other_ending;
    other_ending.changed().await.unwrap_err();
    let left = first
        .iter()
        .filter(|ending| ending.has_changed().is_ok())
        .count();
    assert!(
        left >= 7,
        "{left} of the ten images uploaded before are left"
    );
}

#[tokio::test]
async fn a_permit_is_held_until_the_work_stops_even_without_a_caller() {
    let scene = scene("mkdir one || echo two >> trouble; sleep 0.05; rmdir one; cat");
    for number in 0..4 {
        drop(
            scene
                .drawing
                .begin(scene.job(number, number, LARGE).await)
                .unwrap(),
        );
    }
    let last = scene.job(9, 9, LARGE).await;
    assert!(matches!(scene.drawn(last).await, Thumbnail::Drawn(_)));
    assert_eq!(scene.read("trouble"), "");
}

#[tokio::test(start_paused = true)]
async fn a_drawing_that_takes_too_long_is_killed_and_not_retried() {
    let scene = scene("echo $$ >> started; exec sleep 600");
    let job = scene.job(1, 1, SMALL).await;
    assert!(matches!(scene.drawn(job).await, Thumbnail::NotDrawable));
    // The clock did not move until the process ran, or the process was killed before it began.
    for pid in scene.read("started").lines() {
        assert!(
            !Path::new(&format!("/proc/{pid}")).exists(),
            "{pid} still runs"
        );
    }
}

#[tokio::test]
async fn refused_images_are_recorded_and_other_failures_retried() {
    for refused in ["exit 10", "exit 101", "kill -9 $$"] {
        let scene = scene(refused);
        let job = scene.job(1, 1, SMALL).await;
        assert!(
            matches!(scene.drawn(job).await, Thumbnail::NotDrawable),
            "{refused}"
        );
    }
    let scene = scene("[ -e hindered ] || { touch hindered; exit 11; }; cat");
    let job = scene.job(1, 1, SMALL).await;
    assert!(matches!(scene.drawn(job).await, Thumbnail::NotDrawn));
    assert!(matches!(scene.drawn(job).await, Thumbnail::Drawn(_)));
}

#[tokio::test]
async fn a_file_erased_while_it_is_drawn_leaves_nothing_behind() {
    let scene = scene("touch begun; while ! [ -e go ]; do sleep 0.02; done; cat");
    let job = scene.job(1, 1, SMALL).await;
    let mut ending = scene.drawing.begin(job).unwrap();
    while !scene.place.path().join("begun").exists() {
        tokio::task::yield_now().await;
    }
    scene.folder.erase(job.id).await.unwrap();
    fs::write(scene.place.path().join("go"), "").unwrap();
    ending.changed().await.unwrap_err();
    assert!(matches!(
        scene.folder.read_thumbnail(job.id).await.unwrap(),
        Thumbnail::NotDrawn
    ));
}
