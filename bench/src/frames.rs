//! The frames of a server-sent event stream.

/// Reads frames one by one.
pub(crate) struct Frames {
    answer: reqwest::Response,
    buffered: String,
}

impl Frames {
    pub(crate) fn of(answer: reqwest::Response) -> Self {
        Self {
            answer,
            buffered: String::new(),
        }
    }

    /// Returns the next frame's text, or `None` at the end of the stream.
    pub(crate) async fn next(&mut self) -> Option<String> {
        loop {
            if let Some(frame) = take_frame(&mut self.buffered) {
                return Some(frame);
            }
            let chunk = self.answer.chunk().await.ok()??;
            self.buffered.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}

/// Removes and returns the first complete frame.
fn take_frame(buffered: &mut String) -> Option<String> {
    let (frame, rest) = buffered.split_once("\n\n")?;
    let (frame, rest) = (frame.to_owned(), rest.to_owned());
    *buffered = rest;
    Some(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_returned_complete_and_in_order() {
        let mut buffered = "event: hello\ndata: {}\n\nevent: a\n\nevent: b\ndata".to_owned();
        assert_eq!(
            take_frame(&mut buffered).as_deref(),
            Some("event: hello\ndata: {}")
        );
        assert_eq!(take_frame(&mut buffered).as_deref(), Some("event: a"));
        assert_eq!(take_frame(&mut buffered), None);
        buffered.push_str(": {}\n\n");
        assert_eq!(
            take_frame(&mut buffered).as_deref(),
            Some("event: b\ndata: {}")
        );
    }
}
