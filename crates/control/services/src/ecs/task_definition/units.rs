//! Task-level `cpu` and `memory`: integers, or vCPUs and gigabytes in words, as integers.
//!
//! Must not know: which sizes are allowed.

const CPU_PER_VCPU: i64 = 1024;
const MIB_PER_GB: i64 = 1024;
/// More digits than any size has; keeps the arithmetic far from its limits.
const DIGITS_MAX: usize = 9;

/// `1024`, `1 vCPU` or `.5 vcpu` in CPU units.
pub(super) fn cpu_units(text: &str) -> Option<i64> {
    quantity(text, "vcpu", CPU_PER_VCPU)
}

/// `512`, `0.5GB` or `2 GB` in MiB.
pub(super) fn mebibytes(text: &str) -> Option<i64> {
    quantity(text, "gb", MIB_PER_GB)
}

fn quantity(text: &str, unit: &str, factor: i64) -> Option<i64> {
    let text = text.trim().to_ascii_lowercase();
    match text.strip_suffix(unit) {
        Some(number) => scaled(number.trim_end(), factor),
        None => digits(&text),
    }
}

/// A decimal number times `factor`, where that is whole.
fn scaled(number: &str, factor: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = if whole.is_empty() { 0 } else { digits(whole)? };
    let numerator = if fraction.is_empty() { 0 } else { digits(fraction)? };
    let denominator = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let part = numerator * factor;
    (part % denominator == 0).then_some(whole * factor + part / denominator)
}

fn digits(text: &str) -> Option<i64> {
    let plain =
        !text.is_empty() && text.len() <= DIGITS_MAX && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_in_words_become_integers() {
        let cases = [
            ("256", Some(256)),
            ("1 vCPU", Some(1024)),
            ("1vcpu", Some(1024)),
            (".25 vCPU", Some(256)),
            ("0.5 vcpu", Some(512)),
            ("16 VCPU", Some(16384)),
            ("0.125 vCPU", Some(128)),
            ("0.3 vCPU", None),
            ("", None),
            ("vCPU", None),
            (". vCPU", None),
            ("-1", None),
            ("+1", None),
            ("1.5", None),
            ("1 GB", None),
            ("9999999999", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(cpu_units(text), wanted, "{text}");
        }
        let cases = [
            ("512", Some(512)),
            ("0.5GB", Some(512)),
            ("2 GB", Some(2048)),
            ("30gb", Some(30720)),
            ("1 MB", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(mebibytes(text), wanted, "{text}");
        }
    }
}
