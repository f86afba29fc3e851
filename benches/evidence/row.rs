//! Measures rows and prints them.
//!
//! On Linux a time of more than a few ticks is what the thread was on a processor
//! for, so that other programs on the machine count little; what is shorter, or
//! measured elsewhere, is the time of day.

use std::{
    env, fs,
    process::ExitCode,
    time::{Duration, Instant},
};

/// What a row must stay under.
#[derive(Clone, Copy)]
pub enum Target {
    /// So many milliseconds.
    Ms(f64),
    /// So many times what ordinary text of the size takes, which took so long.
    Times(f64, Duration),
    /// Nothing: it is what others are held against.
    None,
}

/// The system counts in ticks of a few milliseconds.
const TICKS: Duration = Duration::from_millis(40);

/// A time that began.
struct Clock {
    wall: Instant,
    busy: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), busy: busy() }
    }

    fn of_day() -> Self {
        Self { wall: Instant::now(), busy: None }
    }

    fn elapsed(&self) -> Duration {
        let wall = self.wall.elapsed();
        match (self.busy, busy()) {
            (Some(from), Some(to)) if wall > TICKS => to.saturating_sub(from),
            _ => wall,
        }
    }
}

/// How long this thread was on a processor; `None` where the system does not say.
fn busy() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The rows asked for and whether all met their targets.
pub struct Bench {
    prefix: String,
    is_met: bool,
}

impl Bench {
    /// Rows whose names begin with the first argument that is no option.
    pub fn of_arguments() -> Self {
        let arguments: Vec<String> = env::args().collect();
        let is_option = |argument: &str| argument.starts_with('-');
        let mut names = arguments.windows(2).filter(|pair| pair[0] != "--texts");
        let prefix = names.find(|pair| !is_option(&pair[1])).map(|pair| pair[1].clone());
        Self { prefix: prefix.unwrap_or_default(), is_met: true }
    }

    /// Runs `work` so often, prints the row and gives its median.
    pub fn row(&mut self, name: &str, target: Target, runs: usize, work: impl FnMut()) -> Duration {
        self.timed(name, target, runs, Clock::start, work)
    }

    /// The same for work that is done on several threads: the time of day counts.
    pub fn row_of_all_cores(
        &mut self,
        name: &str,
        target: Target,
        runs: usize,
        work: impl FnMut(),
    ) -> Duration {
        self.timed(name, target, runs, Clock::of_day, work)
    }

    #[allow(clippy::print_stdout, reason = "the rows are what this program is for")]
    fn timed(
        &mut self,
        name: &str,
        target: Target,
        runs: usize,
        start: fn() -> Clock,
        mut work: impl FnMut(),
    ) -> Duration {
        if !name.starts_with(&self.prefix) {
            return Duration::ZERO;
        }
        work();
        let mut times: Vec<Duration> = (0..runs)
            .map(|_| {
                let clock = start();
                work();
                clock.elapsed()
            })
            .collect();
        times.sort_unstable();
        let median = times[times.len() / 2];
        let p95 = times[(times.len() * 95 / 100).min(times.len() - 1)];
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        let (told, is_met) = match target {
            Target::Ms(most) => (format!(" target_ms={most}"), ms(median) < most),
            Target::Times(most, ordinary) => {
                let ratio = median.as_secs_f64() / ordinary.as_secs_f64().max(1e-6);
                let told = format!(
                    " ordinary_ms={:.2} ratio={ratio:.2} target_ratio={most}",
                    ms(ordinary)
                );
                (told, ratio < most || ordinary.is_zero())
            }
            Target::None => (String::new(), true),
        };
        let missed = if is_met { "" } else { " MISSED" };
        println!("row={name} median_ms={:.2} p95_ms={:.2}{told}{missed}", ms(median), ms(p95));
        self.is_met &= is_met;
        median
    }

    /// Success where every row met its target.
    pub fn finish(self) -> ExitCode {
        if self.is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
