//! What is under way, so that the same is done once at a time.
//!
//! Must not know: what is done.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// By what is done: whoever holds the lock does it, and the others find what came of it.
pub(super) struct Flights<K, T>(Mutex<HashMap<K, Weak<tokio::sync::Mutex<T>>>>);

impl<K, T> Default for Flights<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, T: Default> Flights<K, T> {
    /// Joins what is under way, or begins it. It is forgotten when nobody holds it any more.
    pub(super) fn join(&self, key: K) -> Arc<tokio::sync::Mutex<T>> {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = flights.get(&key).and_then(Weak::upgrade) {
            return flight;
        }
        flights.retain(|_, flight| flight.strong_count() > 0);
        let flight = Arc::default();
        flights.insert(key, Arc::downgrade(&flight));
        flight
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_flight_is_shared_while_somebody_holds_it() {
        let flights = Flights::<u8, u8>::default();
        let first = flights.join(1);
        *first.lock().await = 7;
        assert_eq!(*flights.join(1).lock().await, 7);
        assert_eq!(*flights.join(2).lock().await, 0);
        drop(first);
        assert_eq!(*flights.join(1).lock().await, 0);
        assert_eq!(flights.0.lock().unwrap().len(), 1, "those that ended are forgotten");
    }
}
