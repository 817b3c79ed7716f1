//! What may be done to users, whoever asks: the page or the command line.

use super::store;
use crate::actor::Actor;
use crate::ledger::{LedgerError, Writer};
use crate::sessions;
use domain::facts::{Grant, Kept, OrgId, User, UserId};
use domain::limits::SIGN_IN_MAX_CHARS;
use domain::{Permission, Role};
use rand::RngExt;

/// Letters and digits that nobody mistakes for one another when a password is read out.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS: usize = 4;
const LETTERS_PER_GROUP: usize = 4;

/// Why a user can't be written as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UserRefusal {
    /// Somebody has the sign-in name.
    #[error("somebody has this sign-in name")]
    LoginTaken,
    /// A sign-in name with blanks in it, or too long.
    #[error("a sign-in name has no blanks and at most {SIGN_IN_MAX_CHARS} characters")]
    LoginNotPlain,
    /// Nobody would be left to administer.
    #[error("nobody would be left to administer users")]
    LastAdministrator,
}

impl UserRefusal {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::LoginTaken => "users.login_taken",
            Self::LoginNotPlain => "users.login_not_plain",
            Self::LastAdministrator => "users.last_administrator",
        }
    }
}

/// A password for one use: 80 random bits in four groups.
pub fn one_time_password(random: &mut impl RngExt) -> String {
    let group = |random: &mut _| -> String { (0..LETTERS_PER_GROUP).map(|_| letter(random)).collect() };
    let groups: Vec<String> = (0..GROUPS).map(|_| group(random)).collect();
    groups.join("-")
}

fn letter(random: &mut impl RngExt) -> char {
    char::from(LETTERS[random.random_range(0..LETTERS.len())])
}

/// Writes a new user with a role at a node and the hash of their first password.
///
/// # Errors
/// When the database fails; inside, when the sign-in name can't be taken.
pub async fn create(
    writer: &mut Writer,
    login: &str,
    name: &str,
    held: &[(OrgId, Role)],
    password: (&str, bool),
) -> Result<Result<UserId, UserRefusal>, LedgerError> {
    let login = login.to_lowercase();
    let plain = login.chars().all(|letter| !letter.is_whitespace() && !letter.is_control());
    if login.is_empty() || !plain || login.chars().count() > SIGN_IN_MAX_CHARS {
        return Ok(Err(UserRefusal::LoginNotPlain));
    }
    if store::login_taken(writer, &login, None).await? {
        return Ok(Err(UserRefusal::LoginTaken));
    }
    let user = UserId(writer.create(&User { login, name: name.to_owned(), disabled: false }));
    for (org, role) in held {
        writer.create(&Grant { user, org: *org, role: *role });
    }
    let (hash, must_change) = password;
    sessions::set_password_within(writer, user, hash, must_change).await?;
    Ok(Ok(user))
}

/// Opens or closes an account; closing ends its sessions.
pub(super) async fn set_disabled(
    writer: &mut Writer,
    user: &Kept<User>,
    disabled: bool,
) -> Result<Result<(), UserRefusal>, LedgerError> {
    let id = UserId(user.id);
    if disabled && administers(writer, id).await? && store::other_administrators(writer, id, None).await? == 0
    {
        return Ok(Err(UserRefusal::LastAdministrator));
    }
    writer.replace(user, &User { disabled, ..user.body.clone() }, None);
    if disabled {
        sessions::end_all_within(writer, id).await?;
    }
    Ok(Ok(()))
}

async fn administers(writer: &mut Writer, user: UserId) -> Result<bool, LedgerError> {
    let grants = writer.open_by::<Grant>("\"user\" = $1", vec![db::Val::Int(user.0)]).await?;
    Ok(grants.iter().any(|grant| grant.role == Role::Administrator))
}

/// Gives a user a role at a node and ends their sessions. A role that is held already is not given twice.
pub(super) async fn give_role(
    writer: &mut Writer,
    user: UserId,
    org: OrgId,
    role: Role,
) -> Result<bool, LedgerError> {
    let held = writer.open_by::<Grant>("\"user\" = $1", vec![db::Val::Int(user.0)]).await?;
    if held.iter().any(|grant| grant.org == org && grant.role == role) {
        return Ok(false);
    }
    writer.create(&Grant { user, org, role });
    sessions::end_all_within(writer, user).await?;
    Ok(true)
}

/// Takes a role from its user and ends their sessions.
pub(super) async fn take_role(
    writer: &mut Writer,
    grant: &Kept<Grant>,
) -> Result<Result<(), UserRefusal>, LedgerError> {
    let last = grant.role == Role::Administrator
        && store::other_administrators(writer, grant.user, Some(grant.id)).await? == 0;
    if last {
        return Ok(Err(UserRefusal::LastAdministrator));
    }
    writer.close(grant);
    sessions::end_all_within(writer, grant.user).await?;
    Ok(Ok(()))
}

/// Whether the actor keeps a user with these roles: all of them lie where the actor manages users.
pub(super) fn keeps(actor: &Actor, grants: &[Kept<Grant>]) -> bool {
    grants.iter().all(|grant| actor.may(Permission::ManageUsers, grant.org))
}

/// Whether the actor sees a user with these roles: one of them lies there, or there is none.
pub(super) fn sees(actor: &Actor, grants: &[Kept<Grant>]) -> bool {
    grants.is_empty() || grants.iter().any(|grant| actor.may(Permission::ManageUsers, grant.org))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn a_one_time_password_has_four_groups_of_letters_that_can_be_read_out() {
        let password = one_time_password(&mut StdRng::seed_from_u64(7));
        let groups: Vec<&str> = password.split('-').collect();
        assert_eq!(groups.len(), 4);
        assert!(groups.iter().all(|group| group.len() == 4 && !group.contains(['0', 'o', '1', 'l'])));
        assert_ne!(password, one_time_password(&mut StdRng::seed_from_u64(8)));
    }
}
