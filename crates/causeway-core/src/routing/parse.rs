//! Reads a rule from JSON, reporting every fault at once with its JSON pointer.

use jiff::civil::Date;
use serde_json::Value;

use super::{
    BRANCHES_MAX, Branch, CLOSURES_MAX, CONDITIONS_MAX, Condition, DESTINATIONS_MAX, LAYERS_MAX,
    Rule, Schedule,
    schedule::{is_zone, parse},
};
use crate::{Faults, Fields, Reason, Thing, assignment::Destination, weekday::Weekday};

/// The time zone of a schedule without one (`product.md`).
const TIME_ZONE_DEFAULT: &str = "UTC";
/// The last minute of a day.
const LAST_MINUTE: u16 = 24 * 60 - 1;
const END_OF_DAY: u16 = 24 * 60;
/// Maximum number of list entries that are read; rules have lower bounds with their own faults.
const READ_MAX: usize = 400;

impl Rule {
    /// Reads a rule. [`Rule::check`] checks whether its destinations exist.
    pub fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        read(fields, 0, faults)
    }
}

/// All destinations in a rule's JSON with their pointers, even if the rule has faults.
pub fn mentions(rule: &Value, pointer: &str) -> Vec<(String, Destination)> {
    let mut found = Vec::new();
    mention(rule, pointer, LAYERS_MAX + 1, &mut found);
    found
}

fn mention(rule: &Value, pointer: &str, deeper: usize, found: &mut Vec<(String, Destination)>) {
    let list = |name: &str| {
        rule[name]
            .as_array()
            .into_iter()
            .flatten()
            .take(READ_MAX)
            .enumerate()
    };
    for (index, text) in list("destinations") {
        let target = text.as_str().and_then(Destination::parse_destination);
        found.extend(target.map(|target| (format!("{pointer}/destinations/{index}"), target)));
    }
    let Some(deeper) = deeper.checked_sub(1) else {
        return;
    };
    for name in ["branches", "conditions"] {
        for (index, part) in list(name) {
            mention(
                &part["then"],
                &format!("{pointer}/{name}/{index}/then"),
                deeper,
                found,
            );
        }
    }
    mention(
        &rule["otherwise"],
        &format!("{pointer}/otherwise"),
        deeper,
        found,
    );
}

fn read(fields: &Fields<'_>, layers: usize, faults: &mut Faults) -> Option<Rule> {
    let Some(kind) = fields.required_string("kind", 1, 64, faults) else {
        fields.know_any();
        return None;
    };
    if matches!(kind.as_str(), "percentage" | "time") && layers == LAYERS_MAX {
        fields.know_any();
        faults.add(fields.pointer("kind"), Reason::TooDeep { max: LAYERS_MAX });
        return None;
    }
    match kind.as_str() {
        "alternative" => read_alternative(fields, faults),
        "percentage" => read_percentage(fields, layers + 1, faults),
        "time" => read_time(fields, layers + 1, faults),
        _ => {
            fields.know_any();
            faults.add(
                fields.pointer("kind"),
                Reason::not_one_of(["alternative", "percentage", "time"]),
            );
            None
        }
    }
}

fn read_alternative(fields: &Fields<'_>, faults: &mut Faults) -> Option<Rule> {
    let pointer = fields.pointer("destinations");
    let texts = required_list(fields, "destinations", faults)?;
    let mut destinations: Vec<Destination> = Vec::with_capacity(texts.len());
    let mut sound = true;
    for (index, text) in texts.iter().enumerate() {
        let fault = match text.as_str().and_then(Destination::parse_destination) {
            None => Reason::NotAnId {
                of: Thing::Destination,
            },
            Some(_) if index >= DESTINATIONS_MAX => Reason::TooMany {
                max: DESTINATIONS_MAX,
            },
            Some(id) => {
                destinations.push(id);
                continue;
            }
        };
        sound = false;
        faults.add(format!("{pointer}/{index}"), fault);
    }
    sound.then_some(Rule::Alternative { destinations })
}

fn read_percentage(fields: &Fields<'_>, layers: usize, faults: &mut Faults) -> Option<Rule> {
    let pointer = fields.pointer("branches");
    let listed = required_objects(fields, "branches", faults);
    let otherwise = read_otherwise(fields, layers, faults);
    let listed = listed?;
    if let Some(reason) = miscounted(listed.len(), BRANCHES_MAX) {
        faults.add(pointer.clone(), reason);
    }
    let mut branches = Vec::with_capacity(listed.len());
    let mut sum = 0;
    for branch in &listed {
        if branch.value("percent").is_none() {
            faults.add(branch.pointer("percent"), Reason::Required);
        }
        let percent = branch.integer("percent", 1..=99, faults);
        let then = branch
            .required_object("then", faults)
            .and_then(|then| read(&then, layers, faults));
        sum += percent.unwrap_or(0);
        if let (Some(percent), Some(then)) =
            (percent.and_then(|percent| u8::try_from(percent).ok()), then)
        {
            branches.push(Branch { percent, then });
        }
    }
    if sum > 99 {
        faults.add(pointer, Reason::SumTooHigh { sum, max: 99 });
        return None;
    }
    let complete = branches.len() == listed.len() && (1..=BRANCHES_MAX).contains(&branches.len());
    complete.then_some(Rule::Percentage {
        branches,
        otherwise: Box::new(otherwise?),
    })
}

fn read_time(fields: &Fields<'_>, layers: usize, faults: &mut Faults) -> Option<Rule> {
    let time_zone = fields
        .string("timeZone", 1, 64, faults)
        .unwrap_or_else(|| TIME_ZONE_DEFAULT.to_owned());
    let known = is_zone(&time_zone);
    if !known {
        faults.add(fields.pointer("timeZone"), Reason::InvalidTimeZone);
    }
    let listed = required_objects(fields, "conditions", faults);
    let closures = read_closures(fields, faults);
    let otherwise = read_otherwise(fields, layers, faults);
    let listed = listed?;
    if let Some(reason) = miscounted(listed.len(), CONDITIONS_MAX) {
        faults.add(fields.pointer("conditions"), reason);
        return None;
    }
    let read: Vec<_> = listed
        .iter()
        .map(|condition| read_condition(condition, layers, faults))
        .collect();
    let conditions: Option<Vec<Condition>> = read.into_iter().collect();
    let schedule = Schedule {
        time_zone,
        conditions: conditions?,
        closures: closures?,
        otherwise: Box::new(otherwise?),
    };
    known.then_some(Rule::Time(schedule))
}

fn read_condition(fields: &Fields<'_>, layers: usize, faults: &mut Faults) -> Option<Condition> {
    let days = read_days(fields, faults);
    let from = read_minutes(fields, "from", LAST_MINUTE, faults);
    let to = read_minutes(fields, "to", END_OF_DAY, faults);
    if from.is_some() && from == to {
        faults.add(fields.pointer("to"), Reason::SameAs { field: "from" });
    }
    let then = fields
        .required_object("then", faults)
        .and_then(|then| read(&then, layers, faults));
    Some(Condition {
        days: days?,
        from: from?,
        to: to?,
        then: then?,
    })
}

fn read_days(fields: &Fields<'_>, faults: &mut Faults) -> Option<Vec<Weekday>> {
    let pointer = fields.pointer("days");
    let listed = required_list(fields, "days", faults)?;
    if listed.is_empty() {
        faults.add(pointer, Reason::TooFew { min: 1 });
        return None;
    }
    let mut days = Vec::with_capacity(listed.len());
    let mut sound = true;
    for (index, word) in listed.iter().enumerate() {
        let day = Weekday::ALL
            .into_iter()
            .find(|day| word.as_str() == Some(day.name()));
        let fault = match day {
            None => Reason::not_one_of(Weekday::ALL.map(Weekday::name)),
            Some(day) if days.contains(&day) => Reason::Duplicate,
            Some(day) => {
                days.push(day);
                continue;
            }
        };
        sound = false;
        faults.add(format!("{pointer}/{index}"), fault);
    }
    days.sort_unstable();
    sound.then_some(days)
}

fn read_minutes(fields: &Fields<'_>, name: &str, max: u16, faults: &mut Faults) -> Option<u16> {
    let text = fields.required_string(name, 1, 64, faults)?;
    let minutes = parse(&text, max);
    if minutes.is_none() {
        let latest = super::schedule::show(max);
        faults.add(fields.pointer(name), Reason::InvalidTimeOfDay { latest });
    }
    minutes
}

fn read_closures(fields: &Fields<'_>, faults: &mut Faults) -> Option<Vec<Date>> {
    let pointer = fields.pointer("closures");
    let Some(listed) = fields.list("closures", READ_MAX, faults) else {
        return fields.value("closures").is_none().then(Vec::new);
    };
    if listed.len() > CLOSURES_MAX {
        faults.add(pointer, Reason::TooMany { max: CLOSURES_MAX });
        return None;
    }
    let mut closures: Vec<Date> = Vec::with_capacity(listed.len());
    let mut sound = true;
    for (index, text) in listed.iter().enumerate() {
        // The strict form: jiff accepts other forms too.
        let date = text
            .as_str()
            .filter(|text| text.len() == 10)
            .and_then(|text| text.parse().ok());
        let fault = match date {
            None => Reason::InvalidDate,
            Some(date) if closures.contains(&date) => Reason::Duplicate,
            Some(date) => {
                closures.push(date);
                continue;
            }
        };
        sound = false;
        faults.add(format!("{pointer}/{index}"), fault);
    }
    closures.sort_unstable();
    sound.then_some(closures)
}

fn read_otherwise(fields: &Fields<'_>, layers: usize, faults: &mut Faults) -> Option<Rule> {
    fields
        .required_object("otherwise", faults)
        .and_then(|otherwise| read(&otherwise, layers, faults))
}

/// The fault of a list of `count` entries that must have 1 to `max`.
fn miscounted(count: usize, max: usize) -> Option<Reason> {
    match count {
        0 => Some(Reason::TooFew { min: 1 }),
        _ if count > max => Some(Reason::TooMany { max }),
        _ => None,
    }
}

fn required_list<'a>(
    fields: &Fields<'a>,
    name: &str,
    faults: &mut Faults,
) -> Option<&'a Vec<serde_json::Value>> {
    if fields.value(name).is_none() {
        faults.add(fields.pointer(name), Reason::Required);
    }
    fields.list(name, READ_MAX, faults)
}

fn required_objects<'a>(
    fields: &Fields<'a>,
    name: &str,
    faults: &mut Faults,
) -> Option<Vec<Fields<'a>>> {
    if fields.value(name).is_none() {
        faults.add(fields.pointer(name), Reason::Required);
    }
    fields.objects(name, READ_MAX, faults)
}
