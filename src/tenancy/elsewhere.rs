//! The list of businesses whose files lie outside the tenants folder. It stands beside the catalogue, not in it, so
//! that a catalogue that was lost finds them again; and what is told when one was made again.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{DataDir, Tenancy, catalog, data_dir::make_file_private};
use crate::{
    author::{Author, Door},
    db::{self, DatabaseUrl},
    error::{Code, Result},
    sentence::{Sentence, say},
};

/// The setting that remembers when the catalogue was made again.
const MADE_AGAIN: &str = "catalogue_made_again";
/// How long that is told.
const TOLD_DAYS: i64 = 7;

/// A catalogue made from the files of its businesses.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct MadeAgain {
    pub(super) at: String,
    pub(super) taken_in: usize,
    pub(super) left: usize,
}

impl Tenancy {
    /// Takes in what the list names and a new catalogue does not know yet, and brings the list up to date. How many
    /// were taken in; what keeps the others away, in sentences: they are looked for again at each start.
    pub(super) fn adopt_elsewhere(&self, author: &Author) -> Result<(usize, Vec<Sentence>)> {
        let known = self.files_elsewhere()?;
        let (mut taken_in, mut troubles, mut list) = (0, Vec::new(), known.clone());
        for file in read_list(&self.dir)
            .into_iter()
            .filter(|file| !known.contains(file))
        {
            let adopted = if file.exists() {
                self.adopt_file(&file, None, author).map(drop)
            } else {
                let text = say!(
                    "{file} is not there. Plug its disk in and start again; its business comes back then.",
                    file = file.display()
                );
                Err(crate::Error::new(Code::FileMissing, text))
            };
            match adopted {
                Ok(()) => {
                    tracing::warn!(file = %file.display(), "taken into a new catalogue from another place");
                    taken_in += 1;
                    list.push(file);
                }
                // Another business has its id, or another's file lies there: nothing is waited for.
                Err(error) if matches!(error.code(), Code::TenantExists | Code::FileForeign) => {
                    tracing::warn!(file = %file.display(), ?error, "not looked for any more");
                }
                Err(error) => {
                    tracing::warn!(file = %file.display(), ?error, "left beside a new catalogue");
                    troubles.push(error.said().clone());
                    list.push(file);
                }
            }
        }
        list.sort();
        if list != read_list(&self.dir) {
            write_list(&self.dir, &list)?;
        }
        Ok((taken_in, troubles))
    }

    /// Notes the place of a new business, or that one is about to go. What cannot be noted now is at the next start.
    pub(super) fn note_place(&self, file: &Path, stays: Stays) {
        if file.parent() == Some(&self.dir.tenants()) {
            return;
        }
        // The catalogue's write lock keeps another program from the list meanwhile.
        let noted = self
            .catalogue
            .write(&Author::system(Door::Program), &self.clock, |_| {
                let mut list = read_list(&self.dir);
                list.retain(|known| known != file);
                if stays == Stays::Yes {
                    list.push(file.to_owned());
                }
                list.sort();
                write_list(&self.dir, &list)
            });
        if let Err(error) = noted {
            tracing::warn!(?error, "elsewhere.json is not up to date");
        }
    }

    /// Remembers that the catalogue was made again, to be told for some days.
    pub(super) fn note_made_again(&self, made: &MadeAgain, author: &Author) -> Result<()> {
        tracing::warn!(
            taken_in = made.taken_in,
            left = made.left,
            "the catalogue was made again from files"
        );
        let made = MadeAgain {
            at: self.clock.now_text(),
            ..made.clone()
        };
        let text = serde_json::to_string(&made).map_err(crate::Error::internal)?;
        self.catalogue.write(author, &self.clock, |tx| {
            catalog::set_setting(tx, MADE_AGAIN, &text)
        })
    }

    /// That the catalogue was made again some days ago, in a sentence.
    pub fn made_again(&self) -> Option<Sentence> {
        let noted = self.catalogue.read(|read| catalog::setting(read, MADE_AGAIN));
        let made: MadeAgain = serde_json::from_str(&noted.ok()??).ok()?;
        let since = self.clock.now().duration_since(made.at.parse().ok()?);
        if since.as_hours() > TOLD_DAYS * 24 {
            return None;
        }
        let businesses = match made.taken_in {
            1 => say!("1 business"),
            count => say!("{count} businesses", count),
        };
        let files = match made.left {
            1 => say!("1 file"),
            count => say!("{count} files", count),
        };
        let day = made.at.get(..10).unwrap_or(&made.at);
        Some(match made.left {
            0 => say!(
                "The list of businesses was lost and was made again from their files on {day}: {businesses} taken in. Look whether all are there.",
                day,
                businesses
            ),
            _ => say!(
                "The list of businesses was lost and was made again from their files on {day}: {businesses} taken in, {files} left aside. Look whether all are there.",
                day,
                businesses,
                files
            ),
        })
    }

    /// The files that the catalogue knows outside the tenants folder.
    fn files_elsewhere(&self) -> Result<Vec<PathBuf>> {
        let urls: Vec<String> = self.catalogue.read(|read| {
            read.all(
                "select database_url from tenant_configs where database_url not like 'sqlite:tenants/%'",
                [],
                |row| row.get(0),
            )
        })?;
        let mut files: Vec<PathBuf> = urls
            .iter()
            .map(|url| Ok(DatabaseUrl::parse(url)?.file(self.dir.root())))
            .collect::<Result<_>>()?;
        files.retain(|file| file.parent() != Some(&self.dir.tenants()));
        Ok(files)
    }
}

/// Whether a business's file is one to look for when the catalogue is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stays {
    Yes,
    No,
}

/// The list as it is; empty when there is none or it cannot be read.
fn read_list(dir: &DataDir) -> Vec<PathBuf> {
    let Ok(text) = fs::read_to_string(dir.elsewhere()) else {
        return Vec::new();
    };
    let mut list: Vec<PathBuf> = serde_json::from_str(&text).unwrap_or_else(|error| {
        tracing::warn!(%error, "elsewhere.json cannot be read; it is written anew");
        Vec::new()
    });
    list.retain(|file| file.is_absolute());
    list
}

fn write_list(dir: &DataDir, list: &[PathBuf]) -> Result<()> {
    let (file, draft) = (dir.elsewhere(), dir.elsewhere().with_extension("draft"));
    let text = serde_json::to_string_pretty(list).map_err(crate::Error::internal)?;
    fs::write(&draft, text)?;
    make_file_private(&draft)?;
    fs::File::open(&draft)?.sync_all()?;
    db::move_file(&draft, &file)
}
