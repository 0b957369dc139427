//! What is run, and with which environment: Docker's rules.
//!
//! Must not know: files.

use crate::container::ContainerSpec;
use crate::image::ImageFacts;

const DEFAULT_PATH: &str = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The program and its arguments. An entry point of the specification, even an empty one, hides the image's,
/// and with it the image's command.
pub(crate) fn arguments(spec: &ContainerSpec, image: &ImageFacts) -> Vec<String> {
    let given = |list: &Option<Vec<String>>| list.as_ref().is_some_and(|list| !list.is_empty());
    let image_command = !given(&spec.entry_point) && !given(&spec.command);
    let entry_point = match &spec.entry_point {
        Some(own) if own.len() == 1 && own.first().is_some_and(String::is_empty) => &[],
        Some(own) => own.as_slice(),
        None => image.entry_point.as_slice(),
    };
    let command = if image_command && spec.entry_point.is_none() {
        image.command.as_slice()
    } else {
        spec.command.as_deref().unwrap_or_default()
    };
    entry_point.iter().chain(command).cloned().collect()
}

/// `NAME=value`, each name once, at the place where it came first, with the value that came last.
pub(crate) fn environment(
    spec: &ContainerSpec,
    image: &ImageFacts,
    hostname: &str,
    home: &str,
) -> Vec<String> {
    let mut all = Environment::default();
    all.set(DEFAULT_PATH.to_owned());
    all.set(format!("HOSTNAME={hostname}"));
    if spec.terminal {
        all.set("TERM=xterm".to_owned());
    }
    image.environment.iter().for_each(|entry| all.set(entry.clone()));
    spec.environment.iter().for_each(|(name, value)| all.set(format!("{name}={value}")));
    all.set_if_absent("HOME", home);
    all.entries
}

/// The environment of a process that is executed into a container: the container's, and what is given over it.
pub(crate) fn environment_over(
    base: &[String],
    over: &[(String, String)],
    home: Option<&str>,
) -> Vec<String> {
    let mut all = Environment::default();
    base.iter().for_each(|entry| all.set(entry.clone()));
    if let Some(home) = home {
        all.set(format!("HOME={home}"));
    }
    over.iter().for_each(|(name, value)| all.set(format!("{name}={value}")));
    all.entries
}

#[derive(Default)]
struct Environment {
    entries: Vec<String>,
    places: std::collections::HashMap<String, usize>,
}

impl Environment {
    fn set(&mut self, entry: String) {
        let name = entry.split_once('=').map_or(entry.as_str(), |(name, _)| name).to_owned();
        match self.places.get(&name).and_then(|place| self.entries.get_mut(*place)) {
            Some(slot) => *slot = entry,
            None => {
                self.places.insert(name, self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    fn set_if_absent(&mut self, name: &str, value: &str) {
        if !self.places.contains_key(name) {
            self.set(format!("{name}={value}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn entry_point_and_command_follow_dockers_table() {
        type Given<'a> = Option<&'a [&'a str]>;
        // Entry point and command of the specification; what is run by an image with `[ie] [ic]`.
        let table: [(Given<'_>, Given<'_>, &[&str]); 8] = [
            (None, None, &["ie", "ic"]),
            (None, Some(&["c"]), &["ie", "c"]),
            (None, Some(&[]), &["ie", "ic"]),
            (Some(&["e"]), None, &["e"]),
            (Some(&["e"]), Some(&["c"]), &["e", "c"]),
            (Some(&[]), Some(&["c"]), &["c"]),
            (Some(&[""]), Some(&["c"]), &["c"]),
            (Some(&[""]), None, &[]),
        ];
        let image =
            ImageFacts { entry_point: words(&["ie"]), command: words(&["ic"]), ..ImageFacts::default() };
        for (entry_point, command, wanted) in table {
            let spec = ContainerSpec {
                entry_point: entry_point.map(words),
                command: command.map(words),
                ..ContainerSpec::default()
            };
            assert_eq!(arguments(&spec, &image), words(wanted), "{entry_point:?} {command:?}");
        }
    }

    #[test]
    fn later_values_take_the_place_of_earlier_ones() {
        let image =
            ImageFacts { environment: words(&["A=image", "PATH=/bin", "B=image"]), ..ImageFacts::default() };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let spec = ContainerSpec {
            environment: vec![pair("B", "one"), pair("C", "x=y"), pair("B", "two")],
            ..ContainerSpec::default()
        };
        let wanted = ["PATH=/bin", "HOSTNAME=h", "A=image", "B=two", "C=x=y", "HOME=/root"];
        assert_eq!(environment(&spec, &image, "h", "/root"), words(&wanted));
        let spec = ContainerSpec {
            terminal: true,
            environment: vec![pair("HOME", "/h")],
            ..ContainerSpec::default()
        };
        let wanted = [DEFAULT_PATH, "HOSTNAME=h", "TERM=xterm", "HOME=/h"];
        assert_eq!(environment(&spec, &ImageFacts::default(), "h", "/root"), words(&wanted));
    }
}
