//! What was measured, and how it is shown.

use std::fmt;
use std::time::Duration;

use hdrhistogram::Histogram;

use crate::baseline::Baseline;

/// Latencies above this are shown as this.
const LATENCY_MAX_MICROS: u64 = 60_000_000;

/// How often something was done within a time, and how long each took.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    latencies: Histogram<u64>,
    within: Duration,
}

impl Sample {
    /// Nothing yet; `within` is the time in which all of it will have happened.
    pub(crate) fn new(within: Duration) -> Self {
        let latencies = Histogram::new_with_max(LATENCY_MAX_MICROS, 3).expect("the bounds are valid");
        Self { latencies, within }
    }

    /// Counts one.
    pub(crate) fn record(&mut self, latency: Duration) {
        self.latencies.saturating_record(u64::try_from(latency.as_micros()).unwrap_or(u64::MAX));
    }

    /// Counts what another part of the same load did.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.latencies.add(&other.latencies).expect("all samples have the same bounds");
    }

    /// The time in which all of it happened, where that is known only afterwards.
    #[must_use]
    pub(crate) fn lasting(mut self, within: Duration) -> Self {
        self.within = within;
        self
    }

    /// How many.
    pub(crate) fn count(&self) -> u64 {
        self.latencies.len()
    }

    fn per_second(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let count = self.count() as f64;
        count / self.within.as_secs_f64()
    }

    fn quantile_ms(&self, quantile: f64) -> f64 {
        let latency = Duration::from_micros(self.latencies.value_at_quantile(quantile));
        latency.as_secs_f64() * 1_000.0
    }
}

/// The table of one engine.
pub(crate) struct Report<'b> {
    engine: String,
    baseline: &'b Baseline,
    rows: Vec<(String, Sample)>,
}

impl<'b> Report<'b> {
    pub(crate) fn new(engine: &str, baseline: &'b Baseline) -> Self {
        Self { engine: engine.to_owned(), baseline, rows: Vec::new() }
    }

    pub(crate) fn add(&mut self, load: &str, sample: &Sample) {
        self.rows.push((load.to_owned(), sample.clone()));
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        writeln!(out, "\n{}, {cores} cores shared with the load generator", self.engine)?;
        writeln!(
            out,
            "| load | count | per second | p50 ms | p99 ms | per baseline commit | p50 in baseline commits |"
        )?;
        writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: |")?;
        let baseline = &self.baseline.commits;
        let rows = self.rows.iter().map(|(load, sample)| (load.as_str(), sample));
        for (load, sample) in std::iter::once(("baseline: one row, one synced commit", baseline)).chain(rows) {
            let rate = sample.per_second() / baseline.per_second();
            // Of the mean: a disk that syncs by turns quickly and slowly has a median that says little.
            let pace = sample.quantile_ms(0.5) / 1_000.0 * baseline.per_second();
            writeln!(
                out,
                "| {load} | {} | {:.0} | {:.2} | {:.2} | {rate:.2} | {pace:.1} |",
                sample.count(),
                sample.per_second(),
                sample.quantile_ms(0.5),
                sample.quantile_ms(0.99),
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_rate_quantiles_and_what_they_are_of_the_baseline() {
        let sample = |latency: u64, count: u32| {
            let mut sample = Sample::new(Duration::from_secs(2));
            (0..count).for_each(|_| sample.record(Duration::from_millis(latency)));
            sample
        };
        let baseline = Baseline { commits: sample(2, 100) };
        let mut report = Report::new("SQLite", &baseline);
        let mut load = sample(4, 150);
        load.merge(&sample(8, 50));
        report.add("load", &load);
        let told = report.to_string();
        assert!(told.ends_with("| load | 200 | 100 | 4.00 | 8.00 | 2.00 | 0.2 |\n"), "{told}");
    }
}
