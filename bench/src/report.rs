//! Measurements and the table that shows them.

use std::fmt;
use std::time::Duration;

use hdrhistogram::Histogram;

/// Higher latencies are recorded as this value.
const LATENCY_MAX_MICROS: u64 = 60_000_000;

/// The latencies of one kind of operation, and the time in which all of them happened.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    latencies: Histogram<u64>,
    within: Duration,
    /// Causeway's processor time for all of them, if known.
    processor: Option<Duration>,
}

impl Sample {
    /// Creates an empty sample. `within` is the duration of the measurement.
    pub(crate) fn new(within: Duration) -> Self {
        let latencies =
            Histogram::new_with_max(LATENCY_MAX_MICROS, 3).expect("the bounds are valid");
        Self {
            latencies,
            within,
            processor: None,
        }
    }

    /// Adds one latency.
    pub(crate) fn record(&mut self, latency: Duration) {
        self.latencies
            .saturating_record(u64::try_from(latency.as_micros()).unwrap_or(u64::MAX));
    }

    /// Adds the latencies of another part of the same load, measured at the same time.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.latencies
            .add(&other.latencies)
            .expect("all samples have the same bounds");
    }

    /// Sets the duration of the measurement, if it was not known before.
    #[must_use]
    pub(crate) fn lasting(mut self, within: Duration) -> Self {
        self.within = within;
        self
    }

    /// Sets the processor time of the measurement.
    #[must_use]
    pub(crate) fn taking(mut self, processor: Option<Duration>) -> Self {
        self.processor = processor;
        self
    }

    pub(crate) fn count(&self) -> u64 {
        self.latencies.len()
    }

    fn per_second(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let count = self.count() as f64;
        count / self.within.as_secs_f64()
    }

    /// Microseconds of processor time per operation.
    fn processor_us(&self) -> Option<u128> {
        self.processor?
            .as_micros()
            .checked_div(u128::from(self.count()))
    }

    pub(crate) fn quantile_ms(&self, quantile: f64) -> f64 {
        let latency = Duration::from_micros(self.latencies.value_at_quantile(quantile));
        latency.as_secs_f64() * 1_000.0
    }
}

/// The results of one engine.
pub(crate) struct Report {
    engine: String,
    baseline: Sample,
    rows: Vec<(String, Sample)>,
}

impl Report {
    /// Creates an empty report with the disk's baseline.
    pub(crate) fn new(engine: &str, baseline: Sample) -> Self {
        Self {
            engine: engine.to_owned(),
            baseline,
            rows: Vec::new(),
        }
    }

    /// Adds another baseline measurement, because the speed of a shared disk varies.
    pub(crate) fn add_baseline(&mut self, baseline: &Sample) {
        self.baseline.merge(baseline);
        self.baseline.within += baseline.within;
    }

    pub(crate) fn add(&mut self, load: &str, sample: &Sample) {
        self.rows.push((load.to_owned(), sample.clone()));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        writeln!(
            out,
            "\n{}, {cores} cores shared with the load generator",
            self.engine
        )?;
        writeln!(
            out,
            "| load | count | per second | p50 ms | p99 ms | CPU µs | per baseline commit | p50 in baseline commits |"
        )?;
        writeln!(
            out,
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        )?;
        let baseline = &self.baseline;
        let rows = self
            .rows
            .iter()
            .map(|(load, sample)| (load.as_str(), sample));
        for (load, sample) in
            std::iter::once(("baseline: one row, one synced commit", baseline)).chain(rows)
        {
            let rate = sample.per_second() / baseline.per_second();
            // Relative to the mean: the median is not meaningful for a disk whose speed alternates.
            let pace = sample.quantile_ms(0.5) / 1_000.0 * baseline.per_second();
            let processor = sample
                .processor_us()
                .map_or_else(String::new, |us| us.to_string());
            writeln!(
                out,
                "| {load} | {} | {:.0} | {:.2} | {:.2} | {processor} | {rate:.2} | {pace:.1} |",
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
    fn a_row_has_rate_quantiles_and_their_ratio_to_the_baseline() {
        let sample = |latency: u64, count: u32| {
            let mut sample = Sample::new(Duration::from_secs(2));
            (0..count).for_each(|_| sample.record(Duration::from_millis(latency)));
            sample
        };
        let mut report = Report::new("SQLite", sample(2, 100));
        report.add_baseline(&sample(2, 100).lasting(Duration::from_secs(2)));
        let mut load = sample(4, 150).taking(Some(Duration::from_millis(100)));
        load.merge(&sample(8, 50));
        report.add("load", &load);
        let printed = report.to_string();
        let columns = |line: &str| line.matches('|').count();
        let table = printed.lines().skip(2);
        assert!(
            table.clone().count() == 4 && table.map(columns).all(|count| count == 9),
            "{printed}"
        );
        assert!(
            printed.ends_with("| load | 200 | 100 | 4.00 | 8.00 | 500 | 2.00 | 0.2 |\n"),
            "{printed}"
        );
    }
}
