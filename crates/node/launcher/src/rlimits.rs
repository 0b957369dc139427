//! Resource limits by name.
//!
//! Must not know: which a container gets.

use rustix::process::{Resource, Rlimit as Kernels, getrlimit, setrlimit};

use crate::protocol::{Failure, plain};
use crate::spec::Rlimit;

const NAMES: [(&str, Resource); 16] = [
    ("as", Resource::As),
    ("core", Resource::Core),
    ("cpu", Resource::Cpu),
    ("data", Resource::Data),
    ("fsize", Resource::Fsize),
    ("locks", Resource::Locks),
    ("memlock", Resource::Memlock),
    ("msgqueue", Resource::Msgqueue),
    ("nice", Resource::Nice),
    ("nofile", Resource::Nofile),
    ("nproc", Resource::Nproc),
    ("rss", Resource::Rss),
    ("rtprio", Resource::Rtprio),
    ("rttime", Resource::Rttime),
    ("sigpending", Resource::Sigpending),
    ("stack", Resource::Stack),
];

fn named(name: &str) -> Option<Resource> {
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, resource)| *resource)
}

/// Sets them for this process and those that come of it.
pub(crate) fn set(limits: &[Rlimit]) -> Result<(), Failure> {
    for limit in limits {
        let what = || format!("cannot set the limit {} to {}:{}", limit.name, limit.soft, limit.hard);
        let resource = named(&limit.name).ok_or_else(|| Failure::new(what(), "no such limit"))?;
        // The kernel's word for none is the largest number.
        let value = |number: u64| (number != u64::MAX).then_some(number);
        let wanted = Kernels { current: value(limit.soft), maximum: value(limit.hard) };
        if let Err(error) = setrlimit(resource, wanted) {
            return Err(Failure::new(what(), explain(resource, limit, error)));
        }
    }
    Ok(())
}

fn explain(resource: Resource, limit: &Rlimit, error: rustix::io::Errno) -> String {
    match (error, getrlimit(resource).maximum) {
        (rustix::io::Errno::PERM, Some(maximum)) if limit.hard > maximum => {
            format!("this machine allows at most {maximum} without CAP_SYS_RESOURCE")
        }
        _ => plain(&error.into()),
    }
}
