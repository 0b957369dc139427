//! What AWS would take for FARGATE tasks, by its list price for Linux in us-east-1.
//!
//! Must not know: which tasks ran.

/// For an hour, in dollars.
const VCPU_X86: f64 = 0.04048;
const VCPU_ARM: f64 = 0.03238;
const GB_X86: f64 = 0.004445;
const GB_ARM: f64 = 0.00356;
/// Each task costs at least a minute.
const SECONDS_MIN: f64 = 60.0;
const SECONDS_OF_HOUR: f64 = 3600.0;
const HOURS_OF_MONTH: f64 = 730.0;

/// What one task takes.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) vcpus: f64,
    pub(super) gigabytes: f64,
    pub(super) arm: bool,
}

impl Size {
    fn dollars_of_hour(self) -> f64 {
        let (vcpu, gigabyte) = if self.arm { (VCPU_ARM, GB_ARM) } else { (VCPU_X86, GB_X86) };
        self.vcpus * vcpu + self.gigabytes * gigabyte
    }

    /// For a task that ran so many seconds.
    pub(super) fn dollars(self, seconds: f64) -> f64 {
        seconds.max(SECONDS_MIN) / SECONDS_OF_HOUR * self.dollars_of_hour()
    }

    pub(super) fn dollars_of_month(self) -> f64 {
        HOURS_OF_MONTH * self.dollars_of_hour()
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn prices_are_those_of_the_list_and_a_minute_is_the_least() {
        let small = Size { vcpus: 0.25, gigabytes: 0.5, arm: false };
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(small.dollars(3600.0), 0.25 * 0.04048 + 0.5 * 0.004445));
        assert!(close(small.dollars(1.0), small.dollars(60.0)));
        let arm = Size { arm: true, ..small };
        assert!(arm.dollars_of_month() < small.dollars_of_month());
    }
}
