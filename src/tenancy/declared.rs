//! Businesses that a config source declares, registered when the program starts.

use std::{collections::BTreeSet, sync::Arc};

use super::{Tenancy, TenantConfig, TenantId, catalog, config::ConfigLayer};
use crate::{
    author::Author,
    db::DatabaseUrl,
    error::{Code, Error, Result},
    sentence::{Sentence, say},
};

impl Tenancy {
    /// The businesses that this program's own sources speak of.
    pub(super) fn declared(&self) -> BTreeSet<&TenantId> {
        self.file_layers
            .keys()
            .chain(self.environment_layers.keys())
            .collect()
    }

    /// Registers what a config source declares and the catalogue does not have yet; what could not be, in sentences.
    /// One that cannot be had, its disk not plugged in or its file damaged, keeps nobody else from their work.
    pub(super) fn register_declared(&self, author: &Author) -> Result<Vec<Sentence>> {
        let mut troubles = Vec::new();
        for id in self.declared() {
            if self.catalogue.read(|read| catalog::find(read, id))?.is_some() {
                continue;
            }
            match self.register(id, author) {
                Ok(_) => {}
                Err(error) if matches!(error.code(), Code::SingleTenant | Code::Internal) => {
                    return Err(error);
                }
                Err(error) => {
                    let why = error
                        .fields()
                        .first()
                        .map_or(error.said(), |field| &field.message);
                    let source = self.declared_in(id).unwrap_or_default();
                    tracing::error!(tenant = %id, source, ?error, "declared, but it cannot be used");
                    troubles.push(say!(
                        "{source} declares “{id}”, which cannot be used: {why}",
                        source,
                        id,
                        why
                    ));
                }
            }
        }
        Ok(troubles)
    }

    /// The source that declares a business, as people know it.
    fn declared_in(&self, id: &TenantId) -> Option<String> {
        let file = self
            .tenants_file
            .as_ref()
            .filter(|_| self.file_layers.contains_key(id));
        file.map(|file| file.display().to_string()).or_else(|| {
            self.environment_layers
                .contains_key(id)
                .then(|| "TENANT_CONFIGS".to_owned())
        })
    }

    /// Refuses to delete what the next start would bring back, empty.
    pub(super) fn refuse_declared(&self, id: &TenantId) -> Result<()> {
        let Some(source) = self.declared_in(id) else {
            return Ok(());
        };
        Err(Error::new(
            Code::TenantDeclared,
            say!(
                "{source} declares “{id}” and would bring it back, empty. Take it out there first.",
                source,
                id
            ),
        ))
    }

    /// Makes a declared business, or takes in its file. Its place and whether it is active are written down now; all
    /// else goes on coming from its source.
    fn register(&self, id: &TenantId, author: &Author) -> Result<Arc<TenantConfig>> {
        let layers = [self.environment_layers.get(id), self.file_layers.get(id)];
        let declared = || layers.into_iter().flatten();
        let layer = ConfigLayer {
            database_url: declared().find_map(|layer| layer.database_url.clone()),
            is_active: declared().find_map(|layer| layer.is_active),
            ..ConfigLayer::default()
        };
        let url = match &layer.database_url {
            Some(url) => DatabaseUrl::parse(url)?,
            None => DatabaseUrl::of_tenant(id.as_str()),
        };
        let file = url.file(self.dir.root());
        if file.exists() {
            self.adopt_file(&file, Some(id), author)
        } else {
            self.make(id, &layer, "tenant.declare", author, None)
        }
    }
}
