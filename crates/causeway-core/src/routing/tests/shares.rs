//! Shares are exact.

use proptest::prelude::*;

use super::*;

fn branches(percents: &[u8]) -> Vec<Branch> {
    let branch = |(number, percent): (u128, &u8)| Branch {
        percent: *percent,
        then: rule(&leaf(number)),
    };
    (1..).zip(percents).map(branch).collect()
}

/// Shares that add up to at most 99 %.
fn percents() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(1_u8..=99, 1..=BRANCHES_MAX)
        .prop_filter("at most 99 % together", |percents| {
            percents.iter().map(|one| u32::from(*one)).sum::<u32>() <= 99
        })
}

fn percentage(percents: &[u8]) -> Rule {
    Rule::Percentage {
        branches: branches(percents),
        otherwise: Box::new(rule(&leaf(99))),
    }
}

/// The destination of each of so many consecutive enquiries.
fn distributed(rule: &Rule, enquiries: i64) -> Vec<Destination> {
    let mut draws = Draws::new();
    (0..enquiries)
        .map(|_| {
            let choice = rule.choose(Timestamp::from_micros(0), &draws);
            for node in choice.counted {
                *draws.entry(node).or_default() += 1;
            }
            choice.destinations[0]
        })
        .collect()
}

fn count(distributed: &[Destination], group: Destination) -> i64 {
    i64::try_from(distributed.iter().filter(|one| **one == group).count()).unwrap()
}

proptest! {
    #[test]
    fn any_hundred_in_a_row_are_exact_and_any_prefix_is_within_one(percents in percents()) {
        let distributed = distributed(&percentage(&percents), 300);
        let rest = 100 - percents.iter().sum::<u8>();
        let shares = (1..).zip(&percents).map(|(number, percent)| (group(number), *percent)).chain([(group(99), rest)]);
        for (group, percent) in shares {
            for start in 0..=200 {
                prop_assert_eq!(count(&distributed[start..start + 100], group), i64::from(percent), "from {}", start);
            }
            for length in 1..=distributed.len() {
                let off = count(&distributed[..length], group) * 100 - i64::from(percent) * i64::try_from(length).unwrap();
                prop_assert!(off.abs() < 100, "{} % is {} hundredths away after {}", percent, off, length);
            }
        }
    }
}

proptest! {
    // Each case distributes ten thousand enquiries.
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn nested_shares_are_exact(outer in 1_u8..=99, inner in 1_u8..=99) {
        let nested = Rule::Percentage {
            branches: vec![Branch { percent: outer, then: percentage(&[inner]) }],
            otherwise: Box::new(rule(&leaf(98))),
        };
        let distributed = distributed(&nested, 10_000);
        prop_assert_eq!(count(&distributed, group(1)), i64::from(outer) * i64::from(inner));
        prop_assert_eq!(count(&distributed, group(98)), 10_000 - 100 * i64::from(outer));
    }
}

#[test]
fn shares_are_mixed_evenly() {
    let distributed = distributed(&percentage(&[25, 25]), 8);
    let letters: String = distributed
        .iter()
        .map(|one| {
            if *one == group(1) {
                'a'
            } else if *one == group(2) {
                'b'
            } else {
                '-'
            }
        })
        .collect();
    assert_eq!(letters, "-ab--ab-");
}

#[test]
fn a_percentage_within_hours_counts_only_enquiries_in_those_hours() {
    let rule = rule(&json!({
        "kind": "time", "timeZone": "UTC",
        "conditions": [{
            "days": ["thu"], "from": "00:00", "to": "12:00",
            "then": { "kind": "percentage", "branches": [{ "percent": 50, "then": leaf(1) }], "otherwise": leaf(2) },
        }],
        "otherwise": leaf(3),
    }));
    let morning = Timestamp::from_micros(0);
    let evening = Timestamp::parse("1970-01-01T20:00:00Z").unwrap();
    let mut draws = Draws::new();
    let mut mornings = Vec::new();
    for at in [morning, evening].repeat(50) {
        let choice = rule.choose(at, &draws);
        for node in choice.counted {
            assert_eq!(node, "/conditions/0/then");
            *draws.entry(node).or_default() += 1;
            mornings.push(choice.destinations[0]);
        }
    }
    assert_eq!(mornings.len(), 50);
    assert_eq!(count(&mornings, group(1)), 25);
}
