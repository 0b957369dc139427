//! What control and its nodes say to each other: versioned messages, and the frames that carry them.
//!
//! Invariants: nothing here reads a clock or a socket; whatever bytes come, decoding answers a message or an
//! error; both sides keep to [`limits`].
//!
//! Must not know: sockets, the world, or what a message leads to.

pub mod frame;
pub mod gather;
pub mod limits;
mod lists;
pub mod liveness;
pub mod message;

pub use frame::{Decoder, FrameError};
pub use gather::Gather;
pub use liveness::{Liveness, Pulse};
pub use message::*;

/// The form of messages that this program speaks.
pub const NEWEST_VERSION: i32 = 1;
/// The oldest form that it still understands.
pub const OLDEST_VERSION: i32 = 1;

/// The form that both sides understand, given what the other one said of itself; none if there is no such.
pub fn agreed_version(newest: Option<i32>, oldest: Option<i32>) -> Option<i32> {
    let newest = newest.unwrap_or(OLDEST_VERSION);
    let agreed = newest.min(NEWEST_VERSION);
    (agreed >= OLDEST_VERSION && agreed >= oldest.unwrap_or(newest)).then_some(agreed)
}

#[cfg(test)]
mod tests {
    use super::agreed_version;

    #[test]
    fn both_sides_take_the_newest_that_they_share() {
        let cases = [
            (Some(1), Some(1), Some(1)),
            (Some(9), Some(1), Some(1)),
            (Some(9), Some(2), None),
            (Some(0), Some(0), None),
            (None, None, Some(1)),
            (Some(1), Some(5), None),
        ];
        for (newest, oldest, agreed) in cases {
            assert_eq!(agreed_version(newest, oldest), agreed, "{newest:?} {oldest:?}");
        }
    }
}
