use causeway_core::{assignment::Destination, channel::ChannelState, event::Event, routing::Rule};
use causeway_store::{ChannelChange, ChannelMove, WriteError};
use causeway_testkit::both_engines;

use super::{Business, business, channel_settings};

both_engines! { business =>
    async fn a_channel_reads_back_as_it_was_made(business: Business) {
        let group = business.add_group("Sales", &[]).await;
        let source = business.add_source("Shop", 1).await;
        let before = business.mark().await;
        let id = business.add_channel("Chat", source, &[group]).await;
        let found = business.store.channel(business.workspace_id, id).await.unwrap().unwrap();
        assert_eq!((found.source_name.as_str(), found.channel.source_id), ("Shop", source));
        assert_eq!((found.channel.name.as_str(), found.channel.state), ("Chat", ChannelState::Active));
        assert_eq!((found.channel.settings, found.channel.version), (channel_settings(&[group]), 1));
        assert_eq!(
            business.events_since(before).await.0,
            [Event::ChannelUpdated { channel_id: id }, Event::SourceUpdated { source_id: source }]
        );
        assert!(business.was_audited("channel.created", id).await);
        assert_eq!(business.store.channel(business.id(), id).await.unwrap(), None);
    }

    async fn one_source_has_at_most_one_channel_that_is_not_archived(business: Business) {
        let source = business.add_source("Shop", 1).await;
        let first = business.add_channel("Chat", source, &[]).await;
        let refused = business.try_add_channel("Other", source, &[]).await;
        assert!(matches!(refused, Err(WriteError::SourceInUse)), "{refused:?}");
        business.store.move_channel(business.audit(), first, ChannelMove::Suspend).await.unwrap();
        assert!(matches!(business.try_add_channel("Other", source, &[]).await, Err(WriteError::SourceInUse)));
        business.store.move_channel(business.audit(), first, ChannelMove::Archive).await.unwrap();
        assert!(business.try_add_channel("Chat", source, &[]).await.is_ok(), "name and source are free again");
    }

    async fn a_name_is_taken_once_among_channels_that_are_not_archived(business: Business) {
        let (first, second) = (business.add_source("A", 1).await, business.add_source("B", 2).await);
        business.add_channel("Chat", first, &[]).await;
        let refused = business.try_add_channel("Chat", second, &[]).await;
        assert!(matches!(refused, Err(WriteError::NameTaken)), "{refused:?}");
    }

    async fn what_is_not_there_is_named_all_at_once(business: Business) {
        let refused = business.try_add_channel("Chat", business.id(), &[business.id()]).await;
        let Err(WriteError::Invalid(faults)) = refused else { panic!("{refused:?}") };
        let pointers: Vec<_> = faults.into_vec().into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/sourceId", "/routing/destinations/0"]);
    }

    async fn what_is_left_out_of_a_change_stays(business: Business) {
        let group = business.add_group("Sales", &[]).await;
        let source = business.add_source("Shop", 1).await;
        let id = business.add_channel("Chat", source, &[group]).await;
        let routing = Rule::Alternative { destinations: Vec::new() };
        let change = ChannelChange { routing: Some(routing.clone()), ..ChannelChange::default() };
        let changed = business.store.update_channel(business.audit(), id, Some(1), change.clone()).await.unwrap().channel;
        assert_eq!((changed.name.as_str(), changed.version), ("Chat", 2));
        assert_eq!(changed.settings.routing, routing);
        assert_eq!(changed.settings.messages, channel_settings(&[]).messages);
        let late = business.store.update_channel(business.audit(), id, Some(1), change).await;
        assert!(matches!(late, Err(WriteError::VersionMismatch)), "{late:?}");
        let destinations = vec![Destination::Group(business.id()), Destination::Chatbot(business.id())];
        let unknown = Rule::Alternative { destinations };
        let change = ChannelChange { routing: Some(unknown), ..ChannelChange::default() };
        let refused = business.store.update_channel(business.audit(), id, None, change).await;
        assert!(matches!(refused, Err(WriteError::Invalid(_))), "{refused:?}");
    }

    async fn an_archived_channel_does_not_come_back(business: Business) {
        let source = business.add_source("Shop", 1).await;
        let id = business.add_channel("Chat", source, &[]).await;
        let go = async |to| business.store.move_channel(business.audit(), id, to).await.map(|moved| moved.channel.state);
        assert_eq!(go(ChannelMove::Resume).await.unwrap(), ChannelState::Active);
        assert_eq!(go(ChannelMove::Suspend).await.unwrap(), ChannelState::Suspended);
        assert_eq!(go(ChannelMove::Suspend).await.unwrap(), ChannelState::Suspended);
        assert_eq!(go(ChannelMove::Resume).await.unwrap(), ChannelState::Active);
        assert_eq!(go(ChannelMove::Archive).await.unwrap(), ChannelState::Archived);
        assert_eq!(go(ChannelMove::Archive).await.unwrap(), ChannelState::Archived);
        for back in [ChannelMove::Resume, ChannelMove::Suspend] {
            assert!(matches!(go(back).await, Err(WriteError::ChannelArchived)));
        }
        let moves: Vec<_> = business.audited().await.into_iter().map(|(action, _)| action).collect();
        let count = |action: &str| moves.iter().filter(|known| *known == action).count();
        assert_eq!((count("channel.suspended"), count("channel.resumed"), count("channel.archived")), (1, 1, 1));
    }

    async fn pages_show_every_channel_once(business: Business) {
        let mut ids = Vec::new();
        for (number, name) in (1..).zip(["A", "B", "C"]) {
            let source = business.add_source(name, number).await;
            ids.push(business.add_channel(name, source, &[]).await);
        }
        ids.sort();
        let first = business.store.channels(business.workspace_id, None, 2).await.unwrap();
        let rest = business.store.channels(business.workspace_id, Some(first[1].channel.id), 2).await.unwrap();
        let seen: Vec<_> = first.iter().chain(&rest).map(|found| found.channel.id).collect();
        assert_eq!(seen, ids);
    }
}
