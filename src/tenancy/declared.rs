//! Businesses that a config source declares: registered when the program starts, their cards kept in step.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::json;

use super::{Tenancy, TenantConfig, TenantId, catalog, config::ConfigLayer};
use crate::{
    author::Author,
    db::{DatabaseUrl, Record, params},
    error::{Error, Result},
};

impl Tenancy {
    /// Registers what a config source declares and the catalogue does not have yet.
    pub(super) fn register_declared(&self, author: &Author) -> Result<()> {
        let declared: BTreeSet<TenantId> = self
            .file_layers
            .keys()
            .chain(self.environment_layers.keys())
            .cloned()
            .collect();
        let before = self.catalogue.read(|read| catalog::setting(read, "declared"))?;
        let list = serde_json::to_string(&declared).map_err(Error::internal)?;
        self.register_each(&declared, author)?;
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
            return Ok(());
        }
        self.catalogue.write(author, &self.clock, |tx| {
            catalog::set_setting(tx, "declared", &list)
        })
    }

    fn register_each(&self, declared: &BTreeSet<TenantId>, author: &Author) -> Result<()> {
        for id in declared {
            if self.catalogue.read(|read| catalog::find(read, id))?.is_some() {
                self.refresh_card(id, author)?;
                continue;
            }
            match self.register(id, author) {
                Ok(_) => self.refresh_card(id, author)?,
                // One bad file keeps nobody else from their work.
                Err(error) if error.code().is_of_one_file() => {
                    tracing::error!(tenant = %id, ?error, "declared, but its file cannot be taken in");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
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
