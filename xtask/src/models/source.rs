//! An unpacked botocore package on disk: its version, and the service descriptions it carries.
//!
//! Must not know: which services we hold.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;

use crate::model::{Description, Model, PaginatorFile, Source, WaiterFile};

/// No file of a service description is larger, unpacked.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

pub(crate) struct Package {
    root: PathBuf,
    pub(crate) version: String,
}

impl Package {
    /// Opens the package in a folder, which may be the package itself or the one that holds it.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        if path.extension().is_some_and(|extension| extension == "whl") {
            bail!(
                "{} is packed: unpack it with `python3 -m zipfile -e {} FOLDER` and name the folder",
                path.display(),
                path.display()
            );
        }
        let nested = path.join("botocore");
        let root = if nested.join("data").is_dir() { nested } else { path.to_owned() };
        let module = root.join("__init__.py");
        let text = fs::read_to_string(&module)
            .with_context(|| format!("{} is not a botocore package", root.display()))?;
        let version = version_of(&text)
            .with_context(|| format!("{} does not say its version", module.display()))?
            .to_owned();
        Ok(Self { root, version })
    }

    /// The package that `python3` would import.
    pub(crate) fn installed() -> Result<Self> {
        let output = Command::new("python3")
            .args(["-c", "import botocore; print(botocore.__file__)"])
            .output()
            .context("asking python3 for its botocore")?;
        if !output.status.success() {
            bail!("python3 has no botocore: name an unpacked one with --botocore");
        }
        let file = PathBuf::from(String::from_utf8(output.stdout)?.trim());
        Self::open(file.parent().context("botocore has no folder")?)
    }

    /// A service as its newest description says, in full.
    pub(crate) fn service(&self, service: &str) -> Result<Model> {
        let folder = self.newest(service)?;
        let description: Description = read(&folder, "service-2.json")?
            .with_context(|| format!("{} holds no service description", folder.display()))?;
        let paginators: Option<PaginatorFile> = read(&folder, "paginators-1.json")?;
        let waiters: Option<WaiterFile> = read(&folder, "waiters-2.json")?;
        let mut metadata = description.metadata;
        if metadata.protocols.is_empty() {
            metadata.protocols.extend(metadata.protocol.take());
        }
        let date = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut model = Model {
            source: Source { botocore: self.version.clone(), model: format!("{service}/{date}") },
            metadata,
            operations: description.operations,
            other_operations: BTreeMap::new(),
            shapes: description.shapes,
            waiters: waiters.map(|file| file.waiters).unwrap_or_default(),
        };
        for (name, pagination) in paginators.map(|file| file.pagination).unwrap_or_default() {
            if let Some(operation) = model.operations.get_mut(&name) {
                operation.pagination = Some(pagination);
            }
        }
        Ok(model)
    }

    fn newest(&self, service: &str) -> Result<PathBuf> {
        let folder = self.root.join("data").join(service);
        let entries =
            fs::read_dir(&folder).with_context(|| format!("this botocore has no service {service}"))?;
        let mut dates = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        dates.sort();
        dates.pop().with_context(|| format!("{} is empty", folder.display()))
    }
}

fn version_of(module: &str) -> Option<&str> {
    let line = module.lines().find_map(|line| line.strip_prefix("__version__"))?;
    Some(line.trim_start_matches([' ', '=']).trim().trim_matches(['\'', '"']))
}

/// A file of a description, packed or plain; none where there is neither.
fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Option<T>> {
    let plain = folder.join(name);
    let packed = folder.join(format!("{name}.gz"));
    let mut text = String::new();
    let path = if plain.is_file() {
        fs::File::open(&plain)?.take(FILE_BYTES_MAX).read_to_string(&mut text)?;
        plain
    } else if packed.is_file() {
        GzDecoder::new(fs::File::open(&packed)?).take(FILE_BYTES_MAX).read_to_string(&mut text)?;
        packed
    } else {
        return Ok(None);
    };
    let value = serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn the_version_is_read_from_the_module() {
        assert_eq!(version_of("import os\n\n__version__ = '1.2.3'\n"), Some("1.2.3"));
        assert_eq!(version_of("version = 1\n"), None);
    }
}
