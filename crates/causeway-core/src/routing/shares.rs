//! Percentages: shares that are exact, not left to chance.
//!
//! Enquiries are numbered, and every hundred of them is dealt out by the same sequence. It is made by R. Tijdeman's rule for
//! the "chairman assignment problem" (Discrete Mathematics 32, 1980): at each step, of those branches that may have one more
//! without getting too far ahead, the one that would fall behind soonest. So every hundred in a row has exactly its shares,
//! and after any number of enquiries each branch is less than one away from its share.

use serde::{Deserialize, Serialize};

use super::Rule;

/// One share of a percentage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// 1 to 99.
    pub percent: u8,
    /// Where that share goes.
    pub then: Rule,
}

/// How long the sequence is: shares are whole percents.
const PERIOD: i64 = 100;

/// The place of the branch that the enquiry after `draws` others goes to; past the last branch it is the remainder.
pub(super) fn chosen(branches: &[Branch], draws: i64) -> usize {
    let step = usize::try_from(draws.rem_euclid(PERIOD)).expect("below a hundred");
    sequence(branches)[step]
}

/// Who gets each of a hundred enquiries. Whole numbers only: with shares `p` of 100 and counts `x`, after `t` steps a branch
/// may have one more while `2 (k − 1) (p t − 100 x) ≥ 100`, and of those the one comes first whose next one is due soonest.
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
    // The remainder is never nothing, so there are at least two.
    let spread = 2 * (i64::try_from(shares.len()).expect("a few") - 1);
    let mut counts = vec![0_i64; shares.len()];
    let mut dealt = [0; 100];
    for (step, place) in (1_i64..).zip(&mut dealt) {
        let may_have_one =
            |index: &usize| spread * (shares[*index] * step - PERIOD * counts[*index]) >= PERIOD;
        // The time until which it must have one more, `(x + 1 − 1 / (2 (k − 1))) / p`, without the division by the period.
        let sooner = |one: &usize, other: &usize| {
            let due = |index: usize| spread * (counts[index] + 1) - 1;
            (due(*one) * shares[*other])
                .cmp(&(due(*other) * shares[*one]))
                .then(one.cmp(other))
        };
        let next = (0..shares.len()).filter(may_have_one).min_by(sooner);
        *place = next.expect("as long as the shares make a hundred, one of them is behind");
        counts[*place] += 1;
    }
    dealt
}
