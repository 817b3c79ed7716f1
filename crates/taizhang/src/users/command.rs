//! `taizhang user`.

use super::keep::{self, UserRefusal};
use crate::ledger::{Act, Ledger, Origin, all_open, open_by};
use crate::orgs::{OrgTree, command::named};
use crate::out::say;
use crate::refused::Refused;
use crate::sessions::{self, Passwords};
use crate::text::Lang;
use clap::{Args, Subcommand};
use db::Val;
use domain::Role;
use domain::facts::{Grant, Kept, User, UserId};
use std::process::ExitCode;

/// What `user` takes.
#[derive(Debug, Args)]
pub struct UserArgs {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Add a user and print a password for one use
    Add(AddArgs),
    /// Give a user one more role
    Grant(GrantArgs),
    /// List all users with their roles
    List,
    /// Close an account and end its sessions
    Disable {
        /// The sign-in name
        login: String,
    },
    /// Open a closed account
    Enable {
        /// The sign-in name
        login: String,
    },
    /// Print a new password for one use and end the sessions
    Reset {
        /// The sign-in name
        login: String,
    },
}

#[derive(Debug, Args)]
struct AddArgs {
    /// The sign-in name
    login: String,
    /// The name shown
    #[arg(long)]
    name: String,
    #[command(flatten)]
    held: Held,
}

#[derive(Debug, Args)]
struct GrantArgs {
    /// The sign-in name
    login: String,
    #[command(flatten)]
    held: Held,
}

#[derive(Debug, Args)]
struct Held {
    /// clerk, leader, reviewer, provincialOffice, auditor or administrator
    #[arg(long)]
    role: String,
    /// The organisation: name, other name, code or number
    #[arg(long, value_name = "ORG")]
    at: String,
}

impl Held {
    fn role(&self, lang: Lang) -> Result<Role, Refused> {
        Role::from_code(&self.role).ok_or_else(|| Refused::new(lang, "cli.bad_role", &[("text", &self.role)]))
    }
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] when it can't be done as asked; otherwise failures of the ledger.
pub async fn run(ledger: &Ledger, lang: Lang, args: UserArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        UserCommand::Add(args) => add(ledger, lang, args).await?,
        UserCommand::Grant(args) => grant(ledger, lang, args).await?,
        UserCommand::List => list(ledger).await?,
        UserCommand::Disable { login } => set_disabled(ledger, lang, &login, true).await?,
        UserCommand::Enable { login } => set_disabled(ledger, lang, &login, false).await?,
        UserCommand::Reset { login } => reset(ledger, lang, &login).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn act() -> Act {
    Act::new(None, Origin::CommandLine)
}

fn refused(lang: Lang, refusal: UserRefusal) -> Refused {
    let max = domain::limits::SIGN_IN_MAX_CHARS;
    Refused::new(lang, refusal.key(), &[("max", &max)])
}

async fn add(ledger: &Ledger, lang: Lang, args: AddArgs) -> anyhow::Result<()> {
    let role = args.held.role(lang)?;
    let password = keep::one_time_password(&mut rand::rng());
    let hash = Passwords::new(1)?.hash(&password).await?;
    let mut writer = ledger.write(act()).await?;
    let tree = OrgTree::of(&mut writer).await?;
    let org = named(lang, &tree, &args.held.at)?;
    let made = keep::create(&mut writer, &args.login, &args.name, &[(org, role)], (&hash, true)).await?;
    made.map_err(|refusal| refused(lang, refusal))?;
    writer.commit().await?;
    say(password)?;
    Ok(())
}

async fn grant(ledger: &Ledger, lang: Lang, args: GrantArgs) -> anyhow::Result<()> {
    let role = args.held.role(lang)?;
    let user = by_login(ledger, lang, &args.login).await?;
    let mut writer = ledger.write(act()).await?;
    let tree = OrgTree::of(&mut writer).await?;
    let org = named(lang, &tree, &args.held.at)?;
    keep::give_role(&mut writer, UserId(user.id), org, role).await?;
    writer.commit().await?;
    Ok(())
}

async fn by_login(ledger: &Ledger, lang: Lang, login: &str) -> anyhow::Result<Kept<User>> {
    let vals = vec![Val::Text(login.to_lowercase())];
    let found = open_by::<User>(ledger.db(), "login = $1", vals).await?.pop();
    Ok(found.ok_or_else(|| Refused::new(lang, "cli.no_user", &[("text", &login)]))?)
}

async fn list(ledger: &Ledger) -> anyhow::Result<()> {
    let snapshot = ledger.live().current().await?;
    let grants = all_open::<Grant>(ledger.db()).await?;
    let mut users = all_open::<User>(ledger.db()).await?;
    users.sort_by(|one, other| one.login.cmp(&other.login));
    for user in users {
        let held = grants.iter().filter(|grant| grant.user == UserId(user.id)).map(|grant| {
            let place = snapshot.dimensions().org_shown(grant.org).unwrap_or("?".into());
            format!("{}@{place}", grant.role.code())
        });
        let held: Vec<String> = held.collect();
        let state = if user.disabled { "disabled" } else { "enabled" };
        say(format_args!("{}\t{}\t{state}\t{}", user.login, user.name, held.join(", ")))?;
    }
    Ok(())
}

async fn set_disabled(ledger: &Ledger, lang: Lang, login: &str, disabled: bool) -> anyhow::Result<()> {
    let user = by_login(ledger, lang, login).await?;
    let mut writer = ledger.write(act()).await?;
    keep::set_disabled(&mut writer, &user, disabled).await?.map_err(|refusal| refused(lang, refusal))?;
    writer.commit().await?;
    Ok(())
}

async fn reset(ledger: &Ledger, lang: Lang, login: &str) -> anyhow::Result<()> {
    let user = by_login(ledger, lang, login).await?;
    let password = keep::one_time_password(&mut rand::rng());
    let hash = Passwords::new(1)?.hash(&password).await?;
    sessions::set_password(ledger, UserId(user.id), &hash, true, None).await?;
    say(password)?;
    Ok(())
}
