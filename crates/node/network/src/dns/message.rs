//! As much of a query as a forwarder must understand: whether it is one, where its question ends, and how to say
//! that it failed.

const HEADER: usize = 12;
const MAX_LABEL: u8 = 63;
/// Type and class behind the name.
const QUESTION_TAIL: usize = 4;
const ANSWER_BIT: u8 = 0x80;
const RECURSION_WANTED: u8 = 0x01;
const OPERATION: u8 = 0x78;
const RECURSION_AVAILABLE: u8 = 0x80;
const SERVER_FAILED: u8 = 2;

/// A query with one question; what is not goes nowhere.
pub(super) fn is_query(message: &[u8]) -> bool {
    message.get(2).is_some_and(|flags| flags & ANSWER_BIT == 0) && question(message).is_some()
}

/// Whether the one is the answer to the other: same number, same question.
pub(super) fn answers(answer: &[u8], query: &[u8]) -> bool {
    let is_answer = answer.get(2).is_some_and(|flags| flags & ANSWER_BIT != 0);
    let same_question = match (question(answer), question(query)) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        // Some servers leave the question out of a refusal.
        (None, _) => answer.len() == HEADER,
        (_, None) => false,
    };
    is_answer && answer.get(..2) == query.get(..2) && same_question
}

/// Tells the asker to try again or elsewhere.
pub(super) fn failed(query: &[u8]) -> Option<Vec<u8>> {
    let [id0, id1, flags, ..] = *query.first_chunk::<HEADER>()?;
    let flags = ANSWER_BIT | (flags & (OPERATION | RECURSION_WANTED));
    let mut answer = vec![id0, id1, flags, RECURSION_AVAILABLE | SERVER_FAILED, 0, 1, 0, 0, 0, 0, 0, 0];
    answer.extend(question(query)?);
    Some(answer)
}

/// The bytes of the one question: labels, type and class.
fn question(message: &[u8]) -> Option<&[u8]> {
    let [.., q0, q1, _, _, _, _, _, _] = *message.first_chunk::<HEADER>()?;
    if u16::from_be_bytes([q0, q1]) != 1 {
        return None;
    }
    let mut at = HEADER;
    loop {
        match *message.get(at)? {
            0 => break,
            length if length <= MAX_LABEL => at += usize::from(length) + 1,
            _ => return None,
        }
    }
    message.get(HEADER..at + 1 + QUESTION_TAIL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const QUERY: &[u8] = b"\x12\x34\x01\x00\0\x01\0\0\0\0\0\0\x03www\x02ab\0\0\x01\0\x01";

    fn answer_with(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
        let mut answer = QUERY.to_vec();
        answer[2] |= ANSWER_BIT;
        change(&mut answer);
        answer
    }

    #[test]
    fn answers_belong_to_their_query() {
        assert!(is_query(QUERY));
        assert!(answers(&answer_with(|_| ()), QUERY));
        assert!(answers(&answer_with(|answer| answer[13] = b'W'), QUERY), "case may change");
        assert!(!answers(&answer_with(|answer| answer[0] = 9), QUERY));
        assert!(!answers(&answer_with(|answer| answer[13] = b'x'), QUERY));
        assert!(!answers(QUERY, QUERY));
        assert!(!is_query(&answer_with(|_| ())));
    }

    #[test]
    fn a_failure_is_an_answer_that_says_so() {
        let answer = failed(QUERY).unwrap();
        assert!(answers(&answer, QUERY));
        assert_eq!(answer[3] & 0xf, 2);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..64), other in proptest::collection::vec(any::<u8>(), 0..64)) {
            prop_assert_eq!(failed(&bytes).is_some(), question(&bytes).is_some());
            prop_assert!(!(answers(&bytes, &other) && is_query(&bytes)));
        }

        #[test]
        fn a_cut_query_is_none(length in 0..QUERY.len()) {
            prop_assert!(!is_query(&QUERY[..length]));
        }
    }
}
