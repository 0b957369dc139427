//! Questions to nodes: who asks, what is still open, and the parts of the answers.
//!
//! A node sends no more parts than it has been allowed; as they are taken, more are allowed. An asker that
//! goes away takes its question back.
//!
//! Must not know: what is asked.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use longshore_link::limits::{ANSWER_PARTS_HELD_MAX, QUESTIONS_MAX};
use longshore_link::{Answer, Question};
use tokio::sync::mpsc;

/// After so many parts taken, so many more are allowed.
const ALLOWED_AT_ONCE: usize = ANSWER_PARTS_HELD_MAX / 2;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AskError {
    #[error("the node is not connected")]
    NotConnected,
    #[error("the node is being asked too much already; try again in a moment")]
    Busy,
}

/// What a session is told by those who ask.
pub(super) enum Ask {
    Question { number: i64, question: Box<Question>, answers: mpsc::Sender<Answer> },
    More { number: i64 },
    Cancel { number: i64 },
}

/// Where questions to a session go in.
#[derive(Clone)]
pub(super) struct Asker {
    asks: mpsc::Sender<Ask>,
    next: Arc<AtomicI64>,
}

impl Asker {
    pub(super) fn new(asks: mpsc::Sender<Ask>) -> Self {
        Self { asks, next: Arc::new(AtomicI64::new(1)) }
    }

    /// Asks; the question's number is filled in.
    pub(super) fn ask(&self, question: Question) -> Result<Answers, AskError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        // One more than is allowed: the word that it was cut short fits in any case.
        let (answers, receiver) = mpsc::channel(ANSWER_PARTS_HELD_MAX + 1);
        let question = Box::new(Question { number: Some(number), ..question });
        self.asks.try_send(Ask::Question { number, question, answers }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => AskError::Busy,
            mpsc::error::TrySendError::Closed(_) => AskError::NotConnected,
        })?;
        Ok(Answers { number, receiver, asks: self.asks.clone(), taken: 0, over: false })
    }
}

/// The parts of one answer, as they come.
pub(crate) struct Answers {
    number: i64,
    receiver: mpsc::Receiver<Answer>,
    asks: mpsc::Sender<Ask>,
    taken: usize,
    over: bool,
}

impl Answers {
    /// The next part. None behind the last one, and where the node has gone: then no last part has come.
    pub(crate) async fn next(&mut self) -> Option<Answer> {
        if self.over {
            return None;
        }
        let answer = self.receiver.recv().await;
        self.over = answer.as_ref().is_none_or(|answer| answer.last == Some(true) || answer.error.is_some());
        self.taken += 1;
        if self.taken.is_multiple_of(ALLOWED_AT_ONCE) && !self.over {
            let number = self.number;
            // Waits where the session is busy; where it has ended there is nothing to allow.
            let _ = self.asks.send(Ask::More { number }).await;
        }
        answer
    }
}

impl Drop for Answers {
    fn drop(&mut self) {
        if !self.over {
            // A session whose queue is full finds out when it has a part for nobody.
            let _ = self.asks.try_send(Ask::Cancel { number: self.number });
        }
    }
}

/// The open questions of a session.
#[derive(Default)]
pub(super) struct Open(HashMap<i64, mpsc::Sender<Answer>>);

impl Open {
    /// What the node is to be told of an ask; none where there is nothing to tell.
    pub(super) fn take(&mut self, ask: Ask) -> Option<Question> {
        match ask {
            Ask::Question { answers, number, .. } if self.0.len() >= QUESTIONS_MAX => {
                let error = Some(AskError::Busy.to_string());
                let refused =
                    Answer { question: Some(number), error, last: Some(true), ..Default::default() };
                let _ = answers.try_send(refused);
                None
            }
            Ask::Question { number, question, answers } => {
                self.0.insert(number, answers);
                Some(*question)
            }
            Ask::More { number } => {
                let more = i32::try_from(ALLOWED_AT_ONCE).ok();
                let open = self.0.contains_key(&number);
                open.then(|| Question { number: Some(number), more, ..Default::default() })
            }
            Ask::Cancel { number } => self.0.remove(&number).map(|_| cancelled(number)),
        }
    }

    /// Hands a part on. Where nobody takes it, or more came than was allowed, the node is told to stop.
    pub(super) fn answer(&mut self, answer: Answer) -> Option<Question> {
        let number = answer.question?;
        let answers = self.0.get(&number)?;
        let last = answer.last == Some(true) || answer.error.is_some();
        let handed = answers.try_send(answer).is_ok();
        if last || !handed {
            self.0.remove(&number);
        }
        (!handed && !last).then(|| cancelled(number))
    }
}

fn cancelled(number: i64) -> Question {
    Question { number: Some(number), cancel: Some(true), ..Default::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(number: i64, last: bool) -> Answer {
        Answer { question: Some(number), part: Some("x".to_owned()), last: Some(last), ..Default::default() }
    }

    #[tokio::test]
    async fn parts_reach_their_asker_and_more_are_allowed_as_they_are_taken() {
        let (asks, mut questions) = mpsc::channel(8);
        let asker = Asker::new(asks);
        let mut open = Open::default();
        let mut answers = asker.ask(Question { usage: Some(true), ..Default::default() }).unwrap();
        let asked = Question { number: Some(1), usage: Some(true), ..Default::default() };
        assert_eq!(open.take(questions.recv().await.unwrap()), Some(asked));
        for _ in 0..ALLOWED_AT_ONCE {
            assert_eq!(open.answer(part(1, false)), None);
        }
        for _ in 0..ALLOWED_AT_ONCE {
            assert!(answers.next().await.is_some());
        }
        let told = open.take(questions.recv().await.unwrap()).unwrap();
        assert_eq!(told.more, i32::try_from(ALLOWED_AT_ONCE).ok());
        open.answer(part(1, true));
        assert_eq!(answers.next().await.unwrap().last, Some(true));
        assert!(answers.next().await.is_none());
        drop(answers);
        assert!(questions.try_recv().is_err(), "nothing to cancel");
        assert_eq!(open.answer(part(1, false)), None, "nobody asks any more");
    }

    #[tokio::test]
    async fn an_asker_that_goes_away_or_is_too_slow_ends_its_question() {
        let (asks, mut questions) = mpsc::channel(8);
        let asker = Asker::new(asks);
        let mut open = Open::default();
        let gone = asker.ask(Question::default()).unwrap();
        open.take(questions.recv().await.unwrap());
        drop(gone);
        assert_eq!(open.take(questions.recv().await.unwrap()).unwrap().cancel, Some(true));
        let mut slow = asker.ask(Question::default()).unwrap();
        open.take(questions.recv().await.unwrap());
        let told: Vec<_> =
            (0..=ANSWER_PARTS_HELD_MAX + 1).filter_map(|_| open.answer(part(2, false))).collect();
        assert_eq!(told.len(), 1, "told once, when it had sent more than it was allowed");
        let mut seen = 0;
        while let Some(answer) = slow.next().await {
            assert_ne!(answer.last, Some(true));
            seen += 1;
        }
        assert_eq!(seen, ANSWER_PARTS_HELD_MAX + 1);
    }
}
