//! What is expensive to make, kept under what it was made from, and never more of it than fits.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

const KB: usize = 1024;
pub(super) const MB: usize = 1024 * KB;

/// About how many bytes a value holds. Rough is enough: it is to keep the sum of them within bounds.
pub trait Weigh {
    fn weight(&self) -> usize;
}

/// Shared values of at most so many bytes together. What nobody has asked for since half of that came is let go.
pub struct Cache<K, V> {
    most: usize,
    kept: Mutex<Kept<K, V>>,
}

struct Kept<K, V> {
    new: HashMap<K, Arc<V>>,
    old: HashMap<K, Arc<V>>,
    /// Of what is new.
    weight: usize,
}

impl<K: Hash + Eq + Clone, V: Weigh> Cache<K, V> {
    pub fn of(most: usize) -> Self {
        Cache { most, kept: Mutex::new(Kept { new: HashMap::new(), old: HashMap::new(), weight: 0 }) }
    }

    pub fn get(&self, key: &K) -> Option<Arc<V>> {
        let mut kept = self.kept.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(value) = kept.new.get(key) {
            return Some(Arc::clone(value));
        }
        let (key, value) = kept.old.remove_entry(key)?;
        self.add(&mut kept, key, Arc::clone(&value));
        Some(value)
    }

    pub fn put(&self, key: K, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut kept = self.kept.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        self.add(&mut kept, key, Arc::clone(&value));
        value
    }

    fn add(&self, kept: &mut Kept<K, V>, key: K, value: Arc<V>) {
        kept.weight += value.weight();
        if let Some(before) = kept.new.insert(key, value) {
            kept.weight -= before.weight();
        }
        if kept.weight > self.most / 2 {
            kept.old = std::mem::take(&mut kept.new);
            kept.weight = 0;
        }
    }
}

impl Weigh for crate::programme::Programme {
    fn weight(&self) -> usize {
        128 * KB
    }
}

impl Weigh for crate::progress::Record {
    fn weight(&self) -> usize {
        4 * KB * self.versions.len()
            + KB * (self.closures.len() + self.extensions.len())
            + 16 * KB * self.consolidations.len()
    }
}

impl Weigh for crate::progress::Progress {
    fn weight(&self) -> usize {
        16 * KB
    }
}

impl Weigh for Vec<crate::notes::Note> {
    fn weight(&self) -> usize {
        KB + self.iter().map(|note| KB * (1 + note.replies.len())).sum::<usize>()
    }
}

impl Weigh for crate::charts::Chart {
    fn weight(&self) -> usize {
        4 * KB + 128 * self.table.rows.len() * self.table.columns.len()
    }
}

impl Weigh for super::shell::Template {
    fn weight(&self) -> usize {
        self.size()
    }
}

impl Weigh for super::qr::Code {
    fn weight(&self) -> usize {
        self.size()
    }
}

impl Weigh for crate::progress::pages::Stored {
    fn weight(&self) -> usize {
        self.record.weight()
    }
}

impl Weigh for axum::body::Bytes {
    fn weight(&self) -> usize {
        self.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Weigh for usize {
        fn weight(&self) -> usize {
            *self
        }
    }

    fn held(cache: &Cache<usize, usize>) -> usize {
        let kept = cache.kept.lock().unwrap();
        kept.new.values().chain(kept.old.values()).map(|value| value.weight()).sum()
    }

    #[test]
    fn what_is_kept_stays_within_its_bounds_and_what_was_put_last_is_there() {
        let cache = Cache::of(1000);
        for key in 0..400 {
            let kept = cache.put(key, key % 90);
            assert!(cache.get(&key).is_some_and(|found| Arc::ptr_eq(&found, &kept)));
            assert!(held(&cache) <= 1000 + 2 * 90);
        }
    }

    #[test]
    fn what_is_asked_for_again_and_again_is_never_let_go() {
        let cache = Cache::of(1000);
        let kept = cache.put(0, 10);
        for key in 1..400 {
            cache.put(key, 40);
            assert!(cache.get(&0).is_some_and(|found| Arc::ptr_eq(&found, &kept)));
        }
    }

    #[test]
    fn the_same_put_again_weighs_once() {
        let cache = Cache::of(1000);
        for _ in 0..100 {
            cache.put(7, 30);
        }
        assert_eq!(held(&cache), 30);
    }
}
