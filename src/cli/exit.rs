//! Exit codes: stable, documented in `--help`, few enough for a script to tell apart.

use std::process::ExitCode;

use clap::error::ErrorKind;

use super::output;
use crate::error::{Code, Error};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Exit {
    Ok = 0,
    Warnings = 1,
    Usage = 2,
    NotFound = 3,
    Refused = 4,
    Busy = 5,
    BadValue = 6,
    File = 7,
    Disk = 8,
    Fault = 9,
    NoDisplay = 10,
}

/// The end of every `--help`.
pub(super) const HELP: &str = "\
Exit codes:
  0   done
  1   done, with warnings (doctor, tenant migrate)
  2   the command line cannot be read, or no business was named
  3   no such business or record
  4   refused as things stand: inactive, archived, exists already, single business, wrong name
  5   busy: in use by another program
  6   a wrong value or a broken configuration
  7   a file is damaged, foreign, newer than the program, not to be brought up to date or not there;
      an update is refused
  8   the disk is full or refuses
  9   a fault of the program
  10  no display for the window";

impl From<Code> for Exit {
    fn from(code: Code) -> Self {
        match code {
            Code::TenantRequired | Code::TenantContradiction | Code::BadRequest | Code::MethodNotAllowed => {
                Exit::Usage
            }
            Code::TenantNotFound | Code::NotFound => Exit::NotFound,
            Code::TenantInactive
            | Code::TenantArchived
            | Code::TenantExists
            | Code::TenantDeclared
            | Code::SingleTenant
            | Code::FeatureDisabled
            | Code::EditConflict
            | Code::Duplicate
            | Code::InUse
            | Code::ImportNotReady
            | Code::ImportInUse
            | Code::WrongName => Exit::Refused,
            Code::TenantBusy | Code::AlreadyRunning | Code::RateLimited => Exit::Busy,
            Code::ValidationFailed
            | Code::BadTable
            | Code::BadConfig
            | Code::EngineUnknown
            | Code::TooLarge
            | Code::UnsupportedMediaType
            | Code::BadHost
            | Code::BadOrigin
            | Code::ListenRefused => Exit::BadValue,
            Code::FileDamaged
            | Code::FileForeign
            | Code::FileNewer
            | Code::MigrationFailed
            | Code::FileMissing
            | Code::UpdateRefused => Exit::File,
            Code::DiskFull | Code::Storage => Exit::Disk,
            Code::Internal => Exit::Fault,
            Code::NoDisplay => Exit::NoDisplay,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Prints what clap has to say: help and versions are answers, the rest is a wrong command line.
pub(super) fn of_usage(error: &clap::Error, json: bool) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader that went away needs no help any more.
        let _ = error.print();
        return Exit::Ok;
    }
    if json {
        let text = format!("{}. --help shows what is understood.", sentence(error));
        output::problem(&Error::new(Code::BadRequest, text));
    } else {
        let _ = error.print();
    }
    Exit::Usage
}

/// What is wrong in one sentence, without the usage that clap prints below it.
fn sentence(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "The command is not complete".into();
    }
    let text = error.render().to_string();
    let lines = text
        .trim_start_matches("error: ")
        .lines()
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_stable() {
        let mut lines = Vec::new();
        for number in 1..=10 {
            let codes = Code::ALL.iter().filter(|code| Exit::from(**code) as u8 == number);
            let names: Vec<&str> = codes.map(|code| code.as_str()).collect();
            lines.push(format!("{number} {}", names.join(" ")).trim_end().to_owned());
        }
        insta::assert_snapshot!(lines.join("\n"), @r#"
        1
        2 tenant_required tenant_contradiction method_not_allowed bad_request
        3 tenant_not_found not_found
        4 tenant_inactive tenant_archived tenant_exists tenant_declared single_tenant feature_disabled edit_conflict duplicate in_use import_not_ready import_in_use wrong_name
        5 tenant_busy rate_limited already_running
        6 validation_failed bad_table too_large unsupported_media_type bad_host bad_origin listen_refused bad_config engine_unknown
        7 file_damaged file_foreign file_newer migration_failed file_missing update_refused
        8 disk_full storage
        9 internal
        10 no_display
        "#);
    }
}
