//! Who a container's process is: Docker's reading of `user`, by the image's /etc/passwd and /etc/group.
//!
//! Must not know: where these files come from.

use crate::error::DriverError;

/// As much of either file as is read.
pub(crate) const FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Accounts {
    users: Vec<User>,
    groups: Vec<Group>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct User {
    name: String,
    uid: u32,
    gid: u32,
    home: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    name: String,
    gid: u32,
    members: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    pub(crate) additional_gids: Vec<u32>,
    pub(crate) home: String,
}

impl Accounts {
    pub(crate) fn parse(passwd: &[u8], group: &[u8]) -> Self {
        let passwd = String::from_utf8_lossy(passwd);
        let group = String::from_utf8_lossy(group);
        Self {
            users: passwd.lines().filter_map(parse_user).collect(),
            groups: group.lines().filter_map(parse_group).collect(),
        }
    }

    /// `user`, `uid`, each with `:group` or `:gid`, or nothing for root. Without a group it is the user's, with
    /// those that have the user as a member beside it. The group is one of the additional ones too: a file that is
    /// shut to the group is not to be opened by giving the group up.
    pub(crate) fn find(&self, wanted: &str) -> Result<Account, DriverError> {
        let (user, group) = wanted.split_once(':').unwrap_or((wanted, ""));
        let user = if user.is_empty() { "0" } else { user };
        let number = user.parse::<i32>().ok().and_then(|number| u32::try_from(number).ok());
        let entry = self.users.iter().find(|entry| entry.name == user || Some(entry.uid) == number);
        let (uid, gid, home) = match (entry, number) {
            (Some(entry), _) => (entry.uid, entry.gid, entry.home.as_str()),
            (None, Some(number)) => (number, 0, ""),
            (None, None) => {
                return Err(DriverError::InvalidSpec(format!(
                    "unable to find user {user}: no matching entries in passwd file"
                )));
            }
        };
        let home = if home.is_empty() { "/" } else { home }.to_owned();
        if !group.is_empty() {
            let gid = self.group(group)?;
            return Ok(Account { uid, gid, additional_gids: vec![gid], home });
        }
        let name = entry.map(|entry| entry.name.as_str());
        let member =
            |group: &&Group| name.is_some_and(|name| group.members.iter().any(|member| member == name));
        let others = self.groups.iter().filter(member).map(|group| group.gid).filter(|other| *other != gid);
        Ok(Account { uid, gid, additional_gids: std::iter::once(gid).chain(others).collect(), home })
    }

    fn group(&self, wanted: &str) -> Result<u32, DriverError> {
        let number = wanted.parse::<i32>().ok().and_then(|number| u32::try_from(number).ok());
        let entry = self.groups.iter().find(|entry| entry.name == wanted || Some(entry.gid) == number);
        entry.map(|entry| entry.gid).or(number).ok_or_else(|| {
            DriverError::InvalidSpec(format!(
                "unable to find group {wanted}: no matching entries in group file"
            ))
        })
    }
}

fn parse_user(line: &str) -> Option<User> {
    let mut fields = line.trim().split(':');
    let name = fields.next().filter(|name| !name.is_empty() && !name.starts_with('#'))?.to_owned();
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    let home = fields.nth(1).unwrap_or_default().to_owned();
    Some(User { name, uid, gid, home })
}

fn parse_group(line: &str) -> Option<Group> {
    let mut fields = line.trim().split(':');
    let name = fields.next().filter(|name| !name.is_empty() && !name.starts_with('#'))?.to_owned();
    let gid = fields.nth(1)?.parse().ok()?;
    let members = fields.next().unwrap_or_default().split(',').filter(|member| !member.is_empty());
    Some(Group { name, gid, members: members.map(str::to_owned).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &[u8] =
        b"root:x:0:0:root:/root:/bin/sh\n# comment\nbroken\napp:x:1000:1001::/home/app:/bin/sh\n\
        bare:x:7:8::\n";
    const GROUP: &[u8] = b"root:x:0:\nwheel:x:10:root,app\nweb:x:33:app\n:x:4:app\n";

    #[test]
    fn users_are_found_as_docker_finds_them() {
        let accounts = Accounts::parse(PASSWD, GROUP);
        let table: [(&str, u32, u32, &[u32], &str); 10] = [
            ("", 0, 0, &[0, 10], "/root"),
            ("root", 0, 0, &[0, 10], "/root"),
            ("app", 1000, 1001, &[1001, 10, 33], "/home/app"),
            ("1000", 1000, 1001, &[1001, 10, 33], "/home/app"),
            ("app:web", 1000, 33, &[33], "/home/app"),
            ("app:44", 1000, 44, &[44], "/home/app"),
            ("2000", 2000, 0, &[0], "/"),
            ("2000:2001", 2000, 2001, &[2001], "/"),
            ("bare", 7, 8, &[8], "/"),
            (":33", 0, 33, &[33], "/root"),
        ];
        for (wanted, uid, gid, additional_gids, home) in table {
            let account =
                Account { uid, gid, additional_gids: additional_gids.to_vec(), home: home.to_owned() };
            assert_eq!(accounts.find(wanted), Ok(account), "{wanted}");
        }
        for wanted in ["nobody", "app:nogroup", "-1", "4294967296", "app:-5"] {
            assert!(matches!(accounts.find(wanted), Err(DriverError::InvalidSpec(_))), "{wanted}");
        }
        assert_eq!(Accounts::default().find("").unwrap().home, "/");
    }
}
