//! A ready empty file of the newest schema: making a tenant is a file copy, a hundred times faster than its DDL.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::{
    Kind,
    migrate::apply,
    open::{self, Role},
};
use crate::{
    error::{Error, Result},
    hex,
};

/// The template file of one kind and schema version.
#[derive(Clone, Debug)]
pub struct Template {
    path: PathBuf,
    kind: Kind,
}

impl Template {
    /// The template in `folder`, made if it is not there. Its name carries a hash of the migrations, so that a
    /// file of another version is never mistaken for it.
    pub fn ready(folder: &Path, kind: Kind) -> Result<Self> {
        let mut hash = Sha256::new();
        for (_, sql) in kind.migrations() {
            hash.update(sql.as_bytes());
        }
        let mark = hex::encode(&hash.finalize()[..6]);
        let noun = match kind {
            Kind::Catalog => "catalog",
            Kind::Tenant => "tenant",
        };
        let path = folder.join(format!("{noun}-v{}-{mark}.sqlite", kind.schema_version()));
        if !path.exists() {
            build(&path, kind)?;
        }
        Ok(Self { path, kind })
    }

    /// Copies the template to `target`, which must not exist; on a failure no file remains. The copy is on disk only
    /// when [`finish_draft`](super::finish_draft) has returned.
    pub fn copy_to(&self, target: &Path) -> Result<()> {
        fs::copy(&self.path, target).inspect_err(|_| {
            let _ = fs::remove_file(target);
        })?;
        Ok(())
    }

    /// Which kind of file it makes.
    pub fn kind(&self) -> Kind {
        self.kind
    }
}

fn build(path: &Path, kind: Kind) -> Result<()> {
    let draft = path.with_extension(format!("draft-{}", hex::random::<8>()?));
    super::private::create_new(&draft)?;
    let mut connection = Connection::open(&draft)?;
    open::prepare(&mut connection, Role::Private)?;
    connection.execute_batch(&format!(
        "pragma synchronous = off; pragma application_id = {}",
        kind.application_id()
    ))?;
    apply(&mut connection, kind.migrations()).map_err(Error::internal)?;
    connection.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| Error::from(error))?;
    fs::File::open(&draft)?.sync_all()?;
    fs::rename(&draft, path)?;
    Ok(())
}
