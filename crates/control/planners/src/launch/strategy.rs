//! Capacity provider strategies: how many of the tasks each provider gets.
//!
//! The base of one provider comes first, the rest is shared in the ratio of weights.
//!
//! Must not know: which machines a provider has.

use longshore_shapes::Shared;
use longshore_shapes::ecs::{CapacityProviderStrategyItem, LaunchType};
use longshore_world::records::launch::{Launch, Order};

const FARGATE: &str = "FARGATE";

/// How many of `count` more tasks go to each provider, where it has `already` so many; in the strategy's
/// order. All of them go somewhere as long as one weight is not 0.
pub fn split(strategy: &[CapacityProviderStrategyItem], already: &[usize], count: usize) -> Vec<usize> {
    let mut totals: Vec<usize> =
        strategy.iter().enumerate().map(|(place, _)| already.get(place).copied().unwrap_or(0)).collect();
    let before = totals.clone();
    for _ in 0..count {
        let Some(next) = next(strategy, &totals) else { break };
        if let Some(total) = totals.get_mut(next) {
            *total += 1;
        }
    }
    totals.iter().zip(before).map(|(total, before)| total - before).collect()
}

/// The provider of the next task: the one whose base is not reached, or the one that is furthest behind its
/// share.
fn next(strategy: &[CapacityProviderStrategyItem], totals: &[usize]) -> Option<usize> {
    let number = |given: Option<i32>| u64::try_from(given.unwrap_or(0)).unwrap_or(0);
    let all = || strategy.iter().zip(totals).enumerate();
    let beyond = |item: &CapacityProviderStrategyItem, total: usize| {
        u64::try_from(total).unwrap_or(u64::MAX).checked_sub(number(item.base))
    };
    if let Some((place, _)) = all().find(|(_, (item, total))| beyond(item, **total).is_none()) {
        return Some(place);
    }
    let mut best: Option<(usize, u64, u64)> = None;
    for (place, (item, total)) in all() {
        let (share, weight) = (beyond(item, *total)?, number(item.weight));
        // One has less of its share than another if share / weight is less, the next task counted.
        let better = |(_, other, of): (usize, u64, u64)| (share + 1) * of < (other + 1) * weight;
        if weight > 0 && best.is_none_or(better) {
            best = Some((place, share, weight));
        }
    }
    // With a base alone there is nothing to share.
    best.map(|(place, ..)| place)
}

/// The same order for the machines of that provider.
pub fn for_provider(order: &Order, provider: &str) -> Order {
    let launch_type = if provider.starts_with(FARGATE) { LaunchType::Fargate } else { LaunchType::Ec2 };
    let launch = Launch {
        capacity_provider: Some(provider.to_owned()),
        launch_type: Some(launch_type),
        ..Launch::clone(&order.launch)
    };
    Order { launch: Shared::joined(launch), ..order.clone() }
}

/// The same order with its tasks started by that.
pub fn started_by(order: &Order, starter: &str) -> Order {
    if order.launch.started_by.as_deref() == Some(starter) {
        return order.clone();
    }
    let launch = Launch { started_by: Some(starter.to_owned()), ..Launch::clone(&order.launch) };
    Order { launch: Shared::joined(launch), ..order.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bases and weights, what is there already, how many more, and what each gets of them.
    type Case = (&'static [(i32, i32)], &'static [usize], usize, &'static [usize]);

    fn items(of: &[(i32, i32)]) -> Vec<CapacityProviderStrategyItem> {
        let item = |(base, weight): &(i32, i32)| CapacityProviderStrategyItem {
            capacity_provider: "p".to_owned(),
            base: Some(*base),
            weight: Some(*weight),
        };
        of.iter().map(item).collect()
    }

    #[test]
    fn the_base_comes_first_and_the_rest_is_shared_by_weight() {
        let table: &[Case] = &[
            (&[(0, 1)], &[], 7, &[7]),
            (&[(0, 1), (0, 4)], &[], 10, &[2, 8]),
            (&[(2, 0), (0, 1)], &[], 5, &[2, 3]),
            (&[(0, 1), (2, 3)], &[], 1, &[0, 1]),
            (&[(0, 1), (2, 3)], &[], 10, &[2, 8]),
            (&[(1, 1), (0, 1)], &[5, 0], 4, &[0, 4]),
            (&[(0, 0), (0, 1)], &[3, 0], 4, &[0, 4]),
            (&[(3, 0)], &[], 5, &[3]),
            (&[(0, 0)], &[], 5, &[0]),
        ];
        for (strategy, already, count, expected) in table {
            assert_eq!(split(&items(strategy), already, *count), *expected, "{strategy:?} {already:?}");
        }
    }
}
