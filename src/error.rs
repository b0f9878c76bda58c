//! The one error of the program: a stable code for machines, a sentence for people, the wrong fields by name.
//!
//! A code exists only if someone acts on it. Doors turn a code into a status or an exit code; nothing
//! below the doors knows either. Causes are kept for the log and never shown.

use std::{error::Error as StdError, fmt};

use crate::sentence::{Sentence, say};

/// What helps when a business's file is lost: the end of a sentence.
pub(crate) fn take_a_backup_in() -> Sentence {
    say!("delete the business and take a backup in by “cashflow tenant adopt FILE.sqlite.zst”")
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal, $title:literal;)*) => {
        /// Stable names of what can go wrong; the text form never changes once released.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[doc = $doc])* $name,)* }

        impl Code {
            /// Every code there is, for documents and tests.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The stable text, as in `"code": "tenant_not_found"`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// A few words that are the same for each error of this code.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }
        }
    };
}

codes! {
    /// The call works in a business, and none was named.
    TenantRequired = "tenant_required", "Choose a business";
    /// Subdomain, header and query name different businesses.
    TenantContradiction = "tenant_contradiction", "Two businesses were named";
    /// No such business.
    TenantNotFound = "tenant_not_found", "No such business";
    /// The business is switched off.
    TenantInactive = "tenant_inactive", "The business is inactive";
    /// The business is archived.
    TenantArchived = "tenant_archived", "The business is archived";
    /// Somebody else holds the file.
    TenantBusy = "tenant_busy", "The business is in use";
    /// The id is taken.
    TenantExists = "tenant_exists", "The business exists already";
    /// A config source declares the business, and would bring it back.
    TenantDeclared = "tenant_declared", "A config source declares this business";
    /// The installation is held to one business.
    SingleTenant = "single_tenant", "This installation holds one business";
    /// The business was not granted the feature.
    FeatureDisabled = "feature_disabled", "The feature is not switched on";
    /// No such record or address.
    NotFound = "not_found", "Not found";
    /// The address exists, the method does not.
    MethodNotAllowed = "method_not_allowed", "Method not allowed";
    /// The request cannot be read.
    BadRequest = "bad_request", "The request cannot be read";
    /// Values are wrong; `fields` names them.
    ValidationFailed = "validation_failed", "Some values are wrong";
    /// The record changed since it was read.
    EditConflict = "edit_conflict", "Changed by someone else";
    /// A value that must be unique is taken.
    Duplicate = "duplicate", "Already there";
    /// The record is used and cannot go.
    InUse = "in_use", "Still in use";
    /// A file is no table that can be read; `fields` says why.
    BadTable = "bad_table", "The table cannot be read";
    /// The import is not at the step that was asked for.
    ImportNotReady = "import_not_ready", "The import is not ready for this";
    /// Records of the import are used or were changed since.
    ImportInUse = "import_in_use", "The import is in use";
    /// More bytes than allowed.
    TooLarge = "too_large", "Too large";
    /// The content type is not one that is understood.
    UnsupportedMediaType = "unsupported_media_type", "Wrong content type";
    /// The Host header names a machine that this is not.
    BadHost = "bad_host", "Wrong host";
    /// The page that sent this belongs to another site.
    BadOrigin = "bad_origin", "Wrong origin";
    /// Too many requests.
    RateLimited = "rate_limited", "Too many requests";
    /// The name typed to confirm is not the business's name.
    WrongName = "wrong_name", "The name does not match";
    /// The address to listen on is refused.
    ListenRefused = "listen_refused", "The address is refused";
    /// A config source is broken.
    BadConfig = "bad_config", "The configuration is wrong";
    /// The database file is damaged.
    FileDamaged = "file_damaged", "The file is damaged";
    /// The database file is not this business's.
    FileForeign = "file_foreign", "The file belongs elsewhere";
    /// The database file was written by a newer program.
    FileNewer = "file_newer", "The file is from a newer version";
    /// The database file could not be brought to the newest schema.
    MigrationFailed = "migration_failed", "The file could not be brought up to date";
    /// The database file is not there.
    FileMissing = "file_missing", "The file is missing";
    /// The engine named by a database address is not in this build.
    EngineUnknown = "engine_unknown", "Unknown kind of database";
    /// An update's file is not believed, or does not fit this program; `fields` says why.
    UpdateRefused = "update_refused", "The update was not used";
    /// The disk is full.
    DiskFull = "disk_full", "The disk is full";
    /// A file or folder cannot be read or written.
    Storage = "storage", "The disk refused";
    /// Another window program holds the data directory.
    AlreadyRunning = "already_running", "Already running";
    /// The window has no screen to open on.
    NoDisplay = "no_display", "No display";
    /// A fault of the program.
    Internal = "internal", "Something went wrong";
}

impl Code {
    /// Whether it is one file that is wrong, and nothing else.
    pub(crate) fn is_of_one_file(self) -> bool {
        matches!(
            self,
            Code::FileDamaged
                | Code::FileForeign
                | Code::FileNewer
                | Code::FileMissing
                | Code::MigrationFailed
                | Code::TenantBusy
        )
    }
}

/// One wrong input.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// Where: a dotted path as in the request body, `branding.primary_color`.
    pub field: String,
    /// A stable code, `required` or `bad_gstin`.
    pub code: String,
    /// What is wrong with it, in a sentence.
    #[serde(flatten)]
    pub message: Sentence,
}

/// What went wrong.
pub struct Error(Box<Inner>);

struct Inner {
    code: Code,
    detail: Sentence,
    fields: Vec<FieldError>,
    feature: Option<&'static str>,
    place: Option<Place>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Where in a text something is wrong.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The file, or the variable of the environment.
    pub file: String,
    /// The line, from 1, when it is known.
    pub line: Option<usize>,
    /// The key, dotted; empty when it is the whole text.
    pub key: String,
}

impl Error {
    /// An error with its sentence for a person: what happened and what to do next.
    pub fn new(code: Code, detail: impl Into<Sentence>) -> Self {
        let inner = Inner {
            code,
            detail: detail.into(),
            fields: Vec::new(),
            feature: None,
            place: None,
            source: None,
        };
        Self(Box::new(inner))
    }

    /// A fault of the program itself, with the cause for the log.
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(
            Code::Internal,
            "The program met a fault it did not expect. Nothing was changed; the log has the details.",
        )
        .caused_by(source)
    }

    /// One wrong field.
    pub fn field(field: impl Into<String>, code: &str, message: impl Into<Sentence>) -> Self {
        Self::new(
            Code::ValidationFailed,
            "Some values are wrong; nothing was saved.",
        )
        .and_field(field, code, message)
    }

    /// The same error naming one more wrong field.
    #[must_use]
    pub fn and_field(mut self, field: impl Into<String>, code: &str, message: impl Into<Sentence>) -> Self {
        self.0.fields.push(FieldError {
            field: field.into(),
            code: code.into(),
            message: message.into(),
        });
        self
    }

    /// An error when any field is wrong, nothing otherwise.
    pub fn from_fields(fields: Vec<FieldError>) -> Result<()> {
        if fields.is_empty() {
            return Ok(());
        }
        let mut error = Self::new(
            Code::ValidationFailed,
            "Some values are wrong; nothing was saved.",
        );
        error.0.fields = fields;
        Err(error)
    }

    /// The same error naming the feature that is missing.
    #[must_use]
    pub fn for_feature(mut self, feature: &'static str) -> Self {
        self.0.feature = Some(feature);
        self
    }

    /// The same error with its cause, kept for the log.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same error with the place where it is wrong.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.0.place = Some(place);
        self
    }

    /// Where in a text something is wrong, for `bad_config`.
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The sentence for a person.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The same with its values taken out, for a reader of another language.
    pub fn said(&self) -> &Sentence {
        &self.0.detail
    }

    /// The wrong inputs, if inputs were wrong.
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// The feature that is missing, for `feature_disabled`.
    pub fn feature(&self) -> Option<&'static str> {
        self.0.feature
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.detail)?;
        for field in &self.0.fields {
            write!(f, " {}: {}", field.field, field.message)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {self}", self.0.code.as_str())?;
        let mut cause = StdError::source(self);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Self::new(
                Code::DiskFull,
                "The disk is full. Nothing was changed; free some space and try again.",
            )
            .caused_by(error);
        }
        Self::new(Code::Storage, say!("The disk refused: {error}.", error)).caused_by(error)
    }
}
