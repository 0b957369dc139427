//! The AWS CLI's files: one profile of ours in them, everything else left as it is.
//!
//! Must not know: who uses the profile.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{files, paths};

/// What a client needs to reach us.
#[derive(Clone)]
pub(crate) struct Connection {
    pub(crate) endpoint: String,
    pub(crate) region: String,
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    /// The certificate to trust, where the endpoint is encrypted.
    pub(crate) ca_bundle: Option<PathBuf>,
}

impl Connection {
    /// The environment variables that every AWS SDK reads.
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let mut variables = vec![
            ("AWS_ENDPOINT_URL", self.endpoint.clone()),
            ("AWS_REGION", self.region.clone()),
            ("AWS_DEFAULT_REGION", self.region.clone()),
            ("AWS_ACCESS_KEY_ID", self.access_key_id.clone()),
            ("AWS_SECRET_ACCESS_KEY", self.secret_access_key.clone()),
        ];
        variables.extend(self.ca_bundle.iter().map(|file| ("AWS_CA_BUNDLE", file.display().to_string())));
        variables
    }
}

/// Writes the profile; answers with the two files it is in.
pub(crate) fn write(name: &str, connection: &Connection) -> Result<[PathBuf; 2]> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if name.is_empty() || !name.chars().all(allowed) {
        bail!("'{name}' is no name for a profile; use letters, numbers, hyphens, dots and underscores");
    }
    let no_home = "there is no home directory for the AWS profile; set HOME, or start with --profile none";
    let config = paths::aws_file("AWS_CONFIG_FILE", "config").context(no_home)?;
    let credentials = paths::aws_file("AWS_SHARED_CREDENTIALS_FILE", "credentials").context(no_home)?;
    let mut settings =
        vec![("region", connection.region.clone()), ("endpoint_url", connection.endpoint.clone())];
    settings.extend(connection.ca_bundle.iter().map(|file| ("ca_bundle", file.display().to_string())));
    let header = if name == "default" { name.to_owned() } else { format!("profile {name}") };
    write_section(&config, &header, &settings)?;
    let keys = [
        ("aws_access_key_id", connection.access_key_id.clone()),
        ("aws_secret_access_key", connection.secret_access_key.clone()),
    ];
    write_section(&credentials, name, &keys)?;
    Ok([config, credentials])
}

fn write_section(file: &Path, header: &str, settings: &[(&str, String)]) -> Result<()> {
    let old = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
    };
    let new = with_section(&old, header, settings);
    if new == old { Ok(()) } else { files::write_private(file, new.as_bytes()) }
}

/// The file with its section of that name replaced, or added at its end.
fn with_section(old: &str, header: &str, settings: &[(&str, String)]) -> String {
    let mut section = format!("[{header}]\n");
    for (name, value) in settings {
        section.push_str(&format!("{name} = {value}\n"));
    }
    let (mut new, mut inside, mut written) = (String::new(), false, false);
    for line in old.lines() {
        let trimmed = line.trim();
        if let Some(found) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            inside = found.split_whitespace().eq(header.split_whitespace());
            if inside && !written {
                new.push_str(&section);
                written = true;
            }
        }
        // Blank lines and comments behind our section belong to what follows it.
        if !inside || trimmed.is_empty() || trimmed.starts_with('#') {
            new.push_str(line);
            new.push('\n');
        }
    }
    if !written {
        if !new.is_empty() && !new.ends_with("\n\n") {
            new.push('\n');
        }
        new.push_str(&section);
    }
    new
}

#[cfg(test)]
mod tests {
    use super::with_section;

    fn ours(old: &str) -> String {
        with_section(old, "profile longshore", &[("region", "eu-west-1".to_owned())])
    }

    #[test]
    fn a_profile_is_added_and_replaced_and_the_rest_left_alone() {
        let section = "[profile longshore]\nregion = eu-west-1\n";
        assert_eq!(ours(""), section);
        let others = "[default]\nregion = us-east-2\n\n# work\n[profile work]\nsso = x\n";
        let added = ours(others);
        assert_eq!(added, format!("{others}\n{section}"));
        assert_eq!(ours(&added), added, "writing twice changes nothing");
        let old = "[profile longshore]\nregion = a\nextra = b\n\n[profile z]\nq = 1\n";
        assert_eq!(ours(old), format!("{section}\n[profile z]\nq = 1\n"));
    }
}
