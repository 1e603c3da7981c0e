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

/// Shares that make at most 99 % together.
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

/// Where each of so many enquiries in a row goes.
fn dealt(rule: &Rule, enquiries: i64) -> Vec<Destination> {
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

fn count(dealt: &[Destination], group: Destination) -> i64 {
    i64::try_from(dealt.iter().filter(|one| **one == group).count()).unwrap()
}

proptest! {
    #[test]
    fn any_hundred_in_a_row_have_exactly_their_shares_and_no_beginning_is_one_away(percents in percents()) {
        let dealt = dealt(&percentage(&percents), 300);
        let rest = 100 - percents.iter().sum::<u8>();
        let shares = (1..).zip(&percents).map(|(number, percent)| (group(number), *percent)).chain([(group(99), rest)]);
        for (group, percent) in shares {
            for start in 0..=200 {
                prop_assert_eq!(count(&dealt[start..start + 100], group), i64::from(percent), "from {}", start);
            }
            for length in 1..=dealt.len() {
                let off = count(&dealt[..length], group) * 100 - i64::from(percent) * i64::try_from(length).unwrap();
                prop_assert!(off.abs() < 100, "{} % is {} hundredths away after {}", percent, off, length);
            }
        }
    }
}

proptest! {
    // Ten thousand enquiries each.
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_share_of_a_share_is_exact_too(outer in 1_u8..=99, inner in 1_u8..=99) {
        let nested = Rule::Percentage {
            branches: vec![Branch { percent: outer, then: percentage(&[inner]) }],
            otherwise: Box::new(rule(&leaf(98))),
        };
        let dealt = dealt(&nested, 10_000);
        prop_assert_eq!(count(&dealt, group(1)), i64::from(outer) * i64::from(inner));
        prop_assert_eq!(count(&dealt, group(98)), 10_000 - 100 * i64::from(outer));
    }
}

#[test]
fn shares_are_mixed_evenly() {
    let dealt = dealt(&percentage(&[25, 25]), 8);
    let letters: String = dealt
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
fn a_share_within_hours_counts_only_what_comes_then() {
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
