//! Folders for conversions, and what poppler says of a PDF.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that goes with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn make(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("office-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Puts a file in here.
    pub fn put(&self, file: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(file), bytes).unwrap();
    }

    /// Where a file in here is.
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// What LibreOffice makes of a file in here. A profile of its own lets several run at once.
    pub fn convert(&self, file: &str, to: &str) -> Vec<u8> {
        let profile = format!("-env:UserInstallation=file://{}", self.0.join("profile").display());
        let output = Command::new("soffice")
            .args([&profile, "--headless", "--norestore", "--convert-to", to, "--outdir"])
            .arg(&self.0)
            .arg(self.0.join(file))
            .stdin(Stdio::null())
            .output()
            .expect("LibreOffice is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let ending = to.split(':').next().unwrap();
        std::fs::read(self.0.join(Path::new(file).with_extension(ending))).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The text of a PDF, with more words for pdftotext.
pub fn pdf_text(pdf: &Path, words: &[&str]) -> String {
    let printed =
        Command::new("pdftotext").args(words).arg(pdf).arg("-").output().expect("poppler is installed");
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    String::from_utf8(printed.stdout).unwrap()
}
