//! Time as it is spent and as it is told.

use std::{
    ops::AddAssign,
    time::{Duration, Instant},
};

use cpu_time::{ProcessTime, ThreadTime};

/// What a piece of work took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Processor time of those that did it: what others do on the machine meanwhile
    /// lengthens it little.
    pub cpu: Duration,
    /// Time that passed.
    pub wall: Duration,
}

impl Cost {
    /// Does a piece of work and says what it took of this thread.
    pub fn of<T>(work: impl FnOnce() -> T) -> (Self, T) {
        let (thread, clock) = (ThreadTime::now(), Instant::now());
        let result = work();
        (Self { cpu: thread.elapsed(), wall: clock.elapsed() }, result)
    }

    /// The same for work that is shared out among threads.
    pub fn of_all_threads<T>(work: impl FnOnce() -> T) -> (Self, T) {
        let (process, clock) = (ProcessTime::now(), Instant::now());
        let result = work();
        (Self { cpu: process.elapsed(), wall: clock.elapsed() }, result)
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.cpu += other.cpu;
        self.wall += other.wall;
    }
}

/// The same work, measured again and again.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<Cost>);

impl Samples {
    /// Adds a measurement.
    pub fn push(&mut self, cost: Cost) {
        self.0.push(cost);
    }

    /// How often it was measured.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The time that so many percent of the measurements do not exceed, in
    /// milliseconds of processor and of wall; zero without any.
    pub fn percentile(&self, percent: usize) -> (f64, f64) {
        let of = |time: fn(&Cost) -> Duration| {
            let mut times: Vec<Duration> = self.0.iter().map(time).collect();
            times.sort_unstable();
            let rank = (times.len() * percent).div_ceil(100);
            times.get(rank.saturating_sub(1)).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
        };
        (of(|cost| cost.cpu), of(|cost| cost.wall))
    }
}

/// Repeats that end with their number or with their time; one there is always.
pub struct Budget {
    began: Instant,
    time: Duration,
    most: usize,
    done: usize,
}

impl Budget {
    /// At most so many repeats, and but for the first none begun after so many seconds.
    pub fn new(most: usize, seconds: u64) -> Self {
        Self { began: Instant::now(), time: Duration::from_secs(seconds), most, done: 0 }
    }
}

impl Iterator for Budget {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let has_time = self.done == 0 || self.began.elapsed() < self.time;
        (has_time && self.done < self.most).then(|| {
            self.done += 1;
            self.done - 1
        })
    }
}
