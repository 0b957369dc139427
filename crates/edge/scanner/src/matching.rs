//! Which vulnerabilities a package has, by the rules that the OSV format gives for reading a record.
//!
//! Invariants: a finding is one vulnerability in one package at one version, however many records tell of it.
//!
//! Must not know: layers, ECR.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::error::ScanError;
use crate::inventory::{Distribution, Inventory, Named, Origin, Package};
use crate::osv::{Affected, Event, Range, RangeKind, Record, Vulnerabilities, normal_name, parted};
use crate::severity::{Rules, Scored, Severity};
use crate::version::Scheme;

/// What a report holds at most.
pub const FINDINGS_MAX: usize = 4000;
/// What is kept of a record's own words.
const DESCRIPTION_CHARS_MAX: usize = 600;
const URI_LENGTH_MAX: usize = 512;
/// How many vulnerabilities one record of a distribution may pass on.
const UPSTREAM_MAX: usize = 256;
/// What is gathered before the worst are chosen.
const GATHERED_MAX: usize = 20_000;

/// A vulnerability of one package.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its CVE number where it has one, else its record's own id.
    pub name: String,
    /// The record that tells of it.
    pub record: String,
    pub description: String,
    pub uri: Option<String>,
    pub severity: Severity,
    pub package_name: String,
    pub package_version: String,
    /// The file that names the package.
    pub package_path: String,
    /// The first version without it, where there is one.
    pub fixed_in: Option<String>,
    /// Vectors and scores, by the names that ECR has for them.
    pub scores: Vec<(&'static str, String)>,
}

#[derive(Debug, Default)]
pub(crate) struct Matched {
    pub(crate) findings: Vec<Finding>,
    pub(crate) left_out: usize,
    pub(crate) notes: Vec<String>,
}

/// What records call a package's ecosystem, and how its versions are compared.
#[derive(Clone)]
struct Ecosystem {
    name: &'static str,
    scheme: Scheme,
    /// The releases that are its own; all where there are none.
    releases: Arc<[String]>,
}

/// A package, under one of the names that records may have for it.
struct Face<'a> {
    package: &'a Package,
    named: &'a Named,
    ecosystem: Ecosystem,
}

pub(crate) fn findings(inventory: &Inventory, known: &Vulnerabilities) -> Result<Matched, ScanError> {
    let has_system = inventory.packages.iter().any(|package| package.origin == Origin::System);
    let system = inventory.distribution.as_ref().filter(|_| has_system).map(of_distribution).transpose()?;
    // By name, so that each record is read once, however many files name its package.
    let mut faces: BTreeMap<(&'static str, &str), Vec<Face<'_>>> = BTreeMap::new();
    for package in &inventory.packages {
        let ecosystem = match package.origin {
            Origin::System => system.clone(),
            language => Some(of_language(language)),
        };
        let Some(ecosystem) = ecosystem else { continue };
        for named in names(package, &ecosystem) {
            let face = Face { package, named, ecosystem: ecosystem.clone() };
            faces.entry((ecosystem.name, &named.name)).or_default().push(face);
        }
    }
    let mut matching = Matching::default();
    for ((ecosystem, name), faces) in faces {
        for record in known.about(ecosystem, name) {
            let record = record?;
            for face in &faces {
                matching.judge(face, &record);
            }
        }
    }
    Ok(matching.matched())
}

/// The names under which records may tell of a package.
fn names<'a>(package: &'a Package, ecosystem: &Ecosystem) -> Vec<&'a Named> {
    match &package.source {
        None => vec![&package.own],
        // Debian's records, and those of its children, are about sources alone.
        Some(source) if ecosystem.scheme == Scheme::Dpkg => vec![source],
        Some(source) if source.name == package.own.name => vec![&package.own],
        Some(source) => vec![&package.own, source],
    }
}

fn of_distribution(distribution: &Distribution) -> Result<Ecosystem, ScanError> {
    let version = distribution.version.as_str();
    let major = version.split('.').next().unwrap_or(version);
    let minor = version.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
    let (name, scheme, releases) = match distribution.id.as_str() {
        "debian" if !version.is_empty() => ("Debian", Scheme::Dpkg, vec![major.to_owned()]),
        "ubuntu" => ("Ubuntu", Scheme::Dpkg, vec![minor.clone(), format!("{minor}:LTS")]),
        "alpine" if !version.is_empty() => ("Alpine", Scheme::Apk, vec![format!("v{minor}")]),
        "wolfi" => ("Wolfi", Scheme::Apk, Vec::new()),
        "chainguard" => ("Chainguard", Scheme::Apk, Vec::new()),
        "rhel" => ("Red Hat", Scheme::Rpm, vec![format!("enterprise_linux:{major}")]),
        "rocky" => ("Rocky Linux", Scheme::Rpm, vec![major.to_owned()]),
        "almalinux" => ("AlmaLinux", Scheme::Rpm, vec![major.to_owned()]),
        "opensuse-leap" => ("openSUSE", Scheme::Rpm, vec![format!("Leap {version}")]),
        other => {
            let message = format!("The operating system '{other}' version '{version}' is not supported.");
            return Err(ScanError::Unsupported(message));
        }
    };
    Ok(Ecosystem { name, scheme, releases: releases.into() })
}

fn of_language(origin: Origin) -> Ecosystem {
    let (name, scheme) = match origin {
        Origin::Npm => ("npm", Scheme::Semver),
        Origin::Python => ("PyPI", Scheme::Python),
        Origin::Ruby => ("RubyGems", Scheme::Gem),
        Origin::Php => ("Packagist", Scheme::Composer),
        Origin::Rust | Origin::System => ("crates.io", Scheme::Semver),
    };
    Ecosystem { name, scheme, releases: Arc::default() }
}

impl Ecosystem {
    /// Whether a record's ecosystem is this one, in this release or in all.
    fn is(&self, given: &str) -> bool {
        let (name, release) = parted(given);
        if name != self.name {
            return false;
        }
        let of_cpe = |wanted: &String| {
            let rest = release.strip_prefix(wanted.as_str());
            self.name == "Red Hat" && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.']))
        };
        release.is_empty()
            || self.releases.is_empty()
            || self.releases.iter().any(|wanted| wanted == release || of_cpe(wanted))
    }
}

#[derive(Default)]
struct Matching {
    /// By vulnerability, package and version.
    found: BTreeMap<(String, String, String), Finding>,
    /// Packages whose versions are in no order with a record's.
    uncompared: BTreeMap<String, String>,
    dropped: usize,
}

impl Matching {
    fn judge(&mut self, face: &Face<'_>, record: &Record) {
        let Face { package, named, ecosystem } = face;
        let wanted = normal_name(ecosystem.name, &named.name);
        let is_about = |affected: &&Affected| {
            ecosystem.is(&affected.package.ecosystem)
                && normal_name(ecosystem.name, &affected.package.name) == wanted
        };
        for affected in record.affected.iter().filter(is_about) {
            match verdict(affected, &named.version, ecosystem.scheme) {
                Verdict::Affected => {
                    let finding = finding(face, record, affected);
                    names_of(record)
                        .into_iter()
                        .for_each(|name| self.add(Finding { name, ..finding.clone() }));
                }
                Verdict::Unknown => {
                    self.uncompared.insert(package.own.name.clone(), package.own.version.clone());
                }
                Verdict::Safe => {}
            }
        }
    }

    fn add(&mut self, finding: Finding) {
        let key = (finding.name.clone(), finding.package_name.clone(), finding.package_version.clone());
        let is_full = self.found.len() >= GATHERED_MAX;
        match self.found.get_mut(&key) {
            Some(known) if known.severity < finding.severity => *known = finding,
            Some(_) => {}
            None if !is_full => {
                self.found.insert(key, finding);
            }
            None => self.dropped += 1,
        }
    }

    fn matched(self) -> Matched {
        let mut findings: Vec<Finding> = self.found.into_values().collect();
        findings.sort_by(|left, right| {
            let place = |finding: &Finding| (Reverse(finding.severity), finding.name.clone());
            place(left).cmp(&place(right)).then_with(|| left.package_name.cmp(&right.package_name))
        });
        let left_out = findings.len().saturating_sub(FINDINGS_MAX) + self.dropped;
        findings.truncate(FINDINGS_MAX);
        let first = self.uncompared.first_key_value();
        let note = first.map(|(name, version)| {
            format!(
                "{} packages have versions that cannot be compared, the first {name} {version}",
                self.uncompared.len()
            )
        });
        Matched { findings, left_out, notes: note.into_iter().collect() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Affected,
    Safe,
    /// The record's versions and the package's are in no order.
    Unknown,
}

fn verdict(affected: &Affected, version: &str, scheme: Scheme) -> Verdict {
    if affected.versions.iter().any(|listed| listed == version) {
        return Verdict::Affected;
    }
    let mut verdict = Verdict::Safe;
    for range in affected.ranges.iter().filter(|range| range.kind != RangeKind::Other) {
        match in_range(range, version, scheme) {
            Some(true) => return Verdict::Affected,
            Some(false) => {}
            None => verdict = Verdict::Unknown,
        }
    }
    verdict
}

/// What an event says of a version that has come so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Introduced,
    Fixed,
    LastAffected,
}

/// Whether the last event at or before the version leaves it affected.
fn in_range(range: &Range, version: &str, scheme: Scheme) -> Option<bool> {
    let scheme = if range.kind == RangeKind::Semver { Scheme::Semver } else { scheme };
    let mut events = Vec::new();
    for event in &range.events {
        events.extend(turns(event));
    }
    let compare = |left: &str, right: &str| match (left, right) {
        ("0", "0") => Some(Ordering::Equal),
        // Zero is before every version, whatever its form.
        ("0", _) => Some(Ordering::Less),
        (_, "0") => Some(Ordering::Greater),
        _ => scheme.compare(left, right),
    };
    if events.iter().any(|(at, _)| compare(at, version).is_none()) {
        return None;
    }
    events.sort_by(|(left, one), (right, other)| {
        compare(left, right).unwrap_or(Ordering::Equal).then_with(|| one.cmp(other))
    });
    let mut is_affected = false;
    for (at, turn) in events {
        let order = compare(version, at)?;
        match turn {
            Turn::Introduced if order.is_ge() => is_affected = true,
            Turn::Fixed if order.is_ge() => is_affected = false,
            Turn::LastAffected if order.is_gt() => is_affected = false,
            _ => {}
        }
    }
    Some(is_affected)
}

fn turns(event: &Event) -> impl Iterator<Item = (&str, Turn)> {
    let introduced = event.introduced.as_deref().map(|at| (at, Turn::Introduced));
    let fixed = event.fixed.as_deref().map(|at| (at, Turn::Fixed));
    let last_affected = event.last_affected.as_deref().map(|at| (at, Turn::LastAffected));
    [introduced, fixed, last_affected].into_iter().flatten()
}

fn finding(face: &Face<'_>, record: &Record, affected: &Affected) -> Finding {
    let ratings = if affected.severity.is_empty() { &record.severity } else { &affected.severity };
    let scored: Vec<Scored> = ratings.iter().filter_map(|rating| Scored::read(&rating.score)).collect();
    let package = face.package;
    Finding {
        name: record.id.clone(),
        record: record.id.clone(),
        description: cut(if record.details.is_empty() { &record.summary } else { &record.details }),
        uri: uri_of(record),
        severity: severity_of(&scored, record, affected),
        package_name: package.own.name.clone(),
        package_version: package.own.version.clone(),
        package_path: package.path.to_string(),
        fixed_in: fixed_in(affected, &face.named.version, face.ecosystem.scheme),
        scores: scored.iter().flat_map(attributes).collect(),
    }
}

/// A CVE number is what people search for. A record is one vulnerability with its aliases; what it passes on may be many.
fn names_of(record: &Record) -> Vec<String> {
    let is_cve = |name: &&String| name.starts_with("CVE-");
    if let Some(one) = std::iter::once(&record.id).chain(&record.aliases).find(is_cve) {
        return vec![one.clone()];
    }
    let many: Vec<String> = record.upstream.iter().filter(is_cve).take(UPSTREAM_MAX).cloned().collect();
    if many.is_empty() { vec![record.id.clone()] } else { many }
}

fn cut(text: &str) -> String {
    let mut cut: String = text.trim().chars().take(DESCRIPTION_CHARS_MAX).collect();
    if cut.len() < text.trim().len() {
        cut.push('…');
    }
    cut
}

fn uri_of(record: &Record) -> Option<String> {
    let usable = || record.references.iter().filter(|reference| reference.url.len() <= URI_LENGTH_MAX);
    let advisory = usable().find(|reference| reference.kind == "ADVISORY");
    advisory.or_else(|| usable().next()).map(|reference| reference.url.clone())
}

/// The newest rules that give a score count; where none does, what the database says in words.
fn severity_of(scored: &[Scored], record: &Record, affected: &Affected) -> Severity {
    let by = |rules| scored.iter().find(|scored| scored.rules == rules).and_then(Scored::severity);
    if let Some(severity) = by(Rules::Three).or_else(|| by(Rules::Two)) {
        return severity;
    }
    let places = [&affected.ecosystem_specific, &affected.database_specific, &record.database_specific];
    let words = places.into_iter().flatten().flat_map(|place| {
        ["severity", "urgency"]
            .into_iter()
            .filter_map(|key| place.get(key).and_then(serde_json::Value::as_str))
    });
    let ratings = affected.severity.iter().chain(&record.severity).map(|rating| rating.score.as_str());
    words.chain(ratings).find_map(Severity::in_words).unwrap_or(Severity::Undefined)
}

/// The first fix after the version.
fn fixed_in(affected: &Affected, version: &str, scheme: Scheme) -> Option<String> {
    let compared = affected.ranges.iter().filter(|range| range.kind != RangeKind::Other);
    let fixes = compared.flat_map(|range| &range.events).filter_map(|event| event.fixed.as_deref());
    let later = fixes.filter(|fix| scheme.compare(fix, version) == Some(Ordering::Greater));
    later.min_by(|left, right| scheme.compare(left, right).unwrap_or(Ordering::Equal)).map(str::to_owned)
}

fn attributes(scored: &Scored) -> Vec<(&'static str, String)> {
    let (vector, score) = match scored.rules {
        Rules::Two => ("CVSS2_VECTOR", "CVSS2_SCORE"),
        Rules::Three => ("CVSS3_VECTOR", "CVSS3_SCORE"),
        Rules::Four => ("CVSS4_VECTOR", "CVSS4_SCORE"),
    };
    let mut attributes = vec![(vector, scored.vector.clone())];
    attributes.extend(scored.score.map(|number| (score, format!("{number:.1}"))));
    attributes
}

#[cfg(test)]
mod tests;
