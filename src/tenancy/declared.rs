//! Businesses that a config source declares: registered when the program starts, their cards kept in step.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::json;

use super::{Tenancy, TenantConfig, TenantId, catalog, config::ConfigLayer};
use crate::{
    author::Author,
    db::{DatabaseUrl, Record, params},
    error::{Code, Error, Result},
};

impl Tenancy {
    /// Registers what a config source declares and the catalogue does not have yet; what could not be, in sentences.
    pub(super) fn register_declared(&self, author: &Author) -> Result<Vec<String>> {
        let declared: BTreeSet<TenantId> = self
            .file_layers
            .keys()
            .chain(self.environment_layers.keys())
            .cloned()
            .collect();
        let before = self.catalogue.read(|read| catalog::setting(read, "declared"))?;
        let list = serde_json::to_string(&declared).map_err(Error::internal)?;
        let troubles = self.register_each(&declared, author)?;
        // What a source no longer names shows on its card again as it is without.
        let before: BTreeSet<TenantId> = before
            .as_deref()
            .and_then(|list| serde_json::from_str(list).ok())
            .unwrap_or_default();
        for id in before.difference(&declared) {
            if self.catalogue.read(|read| catalog::find(read, id))?.is_some() {
                self.refresh_card(id, author)?;
            }
        }
        if before == declared {
            return Ok(troubles);
        }
        self.catalogue.write(author, &self.clock, |tx| {
            catalog::set_setting(tx, "declared", &list)
        })?;
        Ok(troubles)
    }

    /// One that cannot be had, its disk not plugged in or its file damaged, keeps nobody else from their work.
    fn register_each(&self, declared: &BTreeSet<TenantId>, author: &Author) -> Result<Vec<String>> {
        let mut troubles = Vec::new();
        for id in declared {
            let is_known = self.catalogue.read(|read| catalog::find(read, id))?.is_some();
            let registered = if is_known {
                Ok(())
            } else {
                self.register(id, author).map(drop)
            };
            match registered.and_then(|()| self.refresh_card(id, author)) {
                Ok(()) => {}
                Err(error) if matches!(error.code(), Code::SingleTenant | Code::Internal) => {
                    return Err(error);
                }
                Err(error) => {
                    let why = error
                        .fields()
                        .first()
                        .map_or(error.detail(), |field| &field.message);
                    let source = self.declared_in(id).unwrap_or_default();
                    tracing::error!(tenant = %id, source, ?error, "declared, but it cannot be used");
                    troubles.push(format!("{source} declares “{id}”, which cannot be used: {why}"));
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
            format!("{source} declares “{id}” and would bring it back, empty. Take it out there first."),
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

    /// A source outside the catalogue may have changed since the card was written.
    fn refresh_card(&self, id: &TenantId, author: &Author) -> Result<()> {
        let config = self.config(id)?;
        let shown: Option<(String, String, String, bool)> = self.catalogue.read(|read| {
            read.optional("select company_name, domain, primary_color, is_active from tenant_cards where tenant_id = ?1", params![id.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
        })?;
        let now = (
            config.branding.company_name.clone(),
            config.domain.domain.clone(),
            config.branding.primary_color.to_string(),
            config.is_active,
        );
        if shown.as_ref() == Some(&now) {
            return Ok(());
        }
        self.catalogue.write(author, &self.clock, |tx| {
            catalog::write_card(tx, &config)?;
            tx.log(
                "tenant.card",
                &Record::new("tenant", id),
                Some(&json!(shown)),
                Some(&json!(now)),
            )
        })
    }
}
