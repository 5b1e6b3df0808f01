//! Results as files: whole, or not at all.

use std::io::{ErrorKind, Write};
use std::path::Path;

use eframe_ceds::Instrument;
use eframe_ceds::table::Table;
use serde::Serialize;

use crate::arguments::{Form, Output};
use crate::end::End;
use crate::text;

impl Output {
    /// How it is written, where nothing else is said.
    pub(crate) fn form(&self, otherwise: Form) -> Result<Form, End> {
        if let Some(form) = self.format {
            return Ok(form);
        }
        let Some(path) = self.file() else { return Ok(otherwise) };
        let end = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match end.as_str() {
            "csv" => Ok(Form::Csv),
            "json" => Ok(Form::Json),
            "xlsx" => Ok(Form::Xlsx),
            "txt" => Ok(Form::Text),
            "html" | "htm" => Ok(Form::Html),
            _ => Err(End::Usage(format!(
                "{}: the name ends in none of .csv, .json, .xlsx, .txt, .html; say --format",
                path.display()
            ))),
        }
    }

    /// The file; none where it goes to standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Writes tables. CSV has one table as it is, and of several each value in a line.
    pub(crate) fn tables(
        &self,
        form: Form,
        instrument: &Instrument,
        tables: &[Table],
    ) -> Result<(), End> {
        let bytes = match (form, tables) {
            (Form::Html, _) => {
                return Err(End::Usage("these are tables; `ceds report` makes a page".to_owned()));
            }
            (Form::Text, _) => text::of(tables).into_bytes(),
            (Form::Csv, [table]) => table.csv(),
            (Form::Csv, _) => Table::csv_of_all(tables),
            (Form::Json, _) => json(instrument, tables)?,
            (Form::Xlsx, _) => {
                Table::xlsx_of_all(tables).map_err(|error| End::Usage(error.to_string()))?
            }
        };
        self.write(&bytes)
    }

    /// Writes bytes to the file or to standard output.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), End> {
        match self.file() {
            Some(path) => write_whole(path, bytes),
            None => {
                let mut out = std::io::stdout().lock();
                out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| {
                    match error.kind() {
                        ErrorKind::BrokenPipe => End::Unread,
                        _ => End::file(Path::new("standard output"), error),
                    }
                })
            }
        }
    }
}

/// Writes a file under another name beside it, and gives it its own when it is whole.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), End> {
    let refused = |error: std::io::Error| End::file(path, error);
    // Behind a link stands the file that is meant.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if path.exists() && !path.is_file() {
        // A device or a pipe has no half.
        return std::fs::write(path, bytes).map_err(refused);
    }
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ceds-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: what the mask leaves.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(refused)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(refused)?;
    file.persist(path).map_err(|error| refused(error.error))?;
    Ok(())
}

/// The tables by their names, behind which instrument they are of.
fn json(instrument: &Instrument, tables: &[Table]) -> Result<Vec<u8>, End> {
    #[derive(Serialize)]
    struct Results<'a> {
        instrument: &'a str,
        edition: &'a str,
        tables: std::collections::BTreeMap<&'a str, &'a Table>,
    }
    let document = instrument.document();
    let results = Results {
        instrument: document.id.as_str(),
        edition: &document.edition,
        tables: tables.iter().map(|table| (table.name.as_str(), table)).collect(),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&results).map_err(|error| End::Usage(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
