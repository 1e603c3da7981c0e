//! What the people of a scene do.

use super::*;

/// Shorthands for what people do.
impl Scene {
    pub(in crate::room::tests) fn writes(&mut self, id: &str, text: &str) -> RoomChange {
        self.does(&Accept::new(incoming(id, text)))
            .expect("the channel is active")
            .1
    }

    pub(in crate::room::tests) fn picks_up(
        &mut self,
        person: Person,
    ) -> Result<RoomChange, Refusal> {
        let enquiry_id = self.last_enquiry().id;
        self.does(&PickUp {
            actor: person.actor(),
            name: person.name(),
            enquiry_id,
        })
        .map(|done| done.1)
    }

    /// A reply of `person`, which a test may change before sending.
    pub(in crate::room::tests) fn reply(
        &self,
        person: Person,
        client_id: &str,
        reply_text: &str,
    ) -> Reply {
        Reply {
            actor: person.actor(),
            name: person.name(),
            enquiry_id: self.last_enquiry().id,
            client_id: client_id.to_owned(),
            content: text(reply_text),
            reply_to: None,
            if_sequence: None,
        }
    }

    pub(in crate::room::tests) fn answers(
        &mut self,
        person: Person,
        client_id: &str,
        reply_text: &str,
    ) -> Result<RoomChange, Refusal> {
        let reply = self.reply(person, client_id, reply_text);
        self.does(&reply).map(|done| done.1)
    }

    pub(in crate::room::tests) fn closes(&mut self, person: Person) -> Result<RoomChange, Refusal> {
        let enquiry_id = self.last_enquiry().id;
        self.does(&Close {
            actor: person.actor(),
            name: person.name(),
            enquiry_id,
            labels: None,
        })
        .map(|done| done.1)
    }

    pub(in crate::room::tests) fn reads(
        &mut self,
        person: Person,
        up_to: i64,
    ) -> Result<RoomChange, Refusal> {
        let enquiry_id = self.last_enquiry().id;
        self.does(&Read {
            actor: person.actor(),
            enquiry_id,
            up_to,
        })
        .map(|done| done.1)
    }

    /// The endpoint answers the request with the event at `index`.
    pub(in crate::room::tests) fn concludes(
        &mut self,
        index: usize,
        result: AttemptResult,
    ) -> Option<Next> {
        let delivery_id = self.owed[index].new.id;
        let conclude = Conclude {
            delivery_id,
            result,
            attempted_at: self.now,
            exchange: None,
        };
        self.does(&conclude)
            .expect("a conclusion is never refused")
            .0
    }
}
