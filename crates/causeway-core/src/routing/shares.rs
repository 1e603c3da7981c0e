//! Percentages: exact shares, not random ones.
//!
//! Enquiries are numbered, and every hundred of them is distributed by the same sequence. The
//! sequence follows R. Tijdeman's rule for the "chairman assignment problem" (Discrete Mathematics
//! 32, 1980): at each step, of those branches that may have one more without getting too far ahead,
//! it chooses the one that would fall behind soonest. So every hundred in a row has exactly its
//! shares, and after any number of enquiries each branch is less than one away from its share.

use serde::{Deserialize, Serialize};

use super::Rule;

/// One branch of a percentage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// 1 to 99.
    pub percent: u8,
    /// The rule for this branch.
    pub then: Rule,
}

/// The length of the sequence: shares are whole percents.
const PERIOD: i64 = 100;

/// The index of the branch for the enquiry after `draws` others; the index after the last branch is
/// the remainder.
pub(super) fn chosen(branches: &[Branch], draws: i64) -> usize {
    let step = usize::try_from(draws.rem_euclid(PERIOD)).expect("less than a hundred");
    sequence(branches)[step]
}

/// The branch of each of a hundred enquiries. Uses only integers: with shares `p` of 100 and counts
/// `x`, after `t` steps a branch may have one more while `2 (k − 1) (p t − 100 x) ≥ 100`, and of
/// those the one whose next enquiry is due soonest is chosen.
fn sequence(branches: &[Branch]) -> [usize; 100] {
    let taken: i64 = branches
        .iter()
        .map(|branch| i64::from(branch.percent))
        .sum();
    let mut shares: Vec<i64> = branches
        .iter()
        .map(|branch| i64::from(branch.percent))
        .collect();
    shares.push(PERIOD - taken);
    // The remainder is never zero, so there are at least two shares.
    let spread = 2 * (i64::try_from(shares.len()).expect("a few branches") - 1);
    let mut counts = vec![0_i64; shares.len()];
    let mut places = [0; 100];
    for (step, place) in (1_i64..).zip(&mut places) {
        let may_have_one =
            |index: &usize| spread * (shares[*index] * step - PERIOD * counts[*index]) >= PERIOD;
        // The time by which it must have one more, `(x + 1 − 1 / (2 (k − 1))) / p`, without the
        // division by the period.
        let sooner = |one: &usize, other: &usize| {
            let due = |index: usize| spread * (counts[index] + 1) - 1;
            (due(*one) * shares[*other])
                .cmp(&(due(*other) * shares[*one]))
                .then(one.cmp(other))
        };
        let next = (0..shares.len()).filter(may_have_one).min_by(sooner);
        *place = next.expect("the shares add up to a hundred, so one is always behind");
        counts[*place] += 1;
    }
    places
}
