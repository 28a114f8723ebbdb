//! One text for the browser: two lines for each file, its name under `assets` and its JSON.

use serde_json::Value;

use crate::Shipped;

impl Shipped {
    /// The files that the engine reads, without what only people read: [`Shipped::texts`] has that.
    pub fn packed(&self) -> String {
        let mut text = String::new();
        for file in &self.files {
            let mut json = file.json.clone();
            if let Value::Object(fields) = &mut json {
                fields.remove(match file.folder {
                    "modules" => "texts",
                    "designs" => "starter",
                    _ => "notes",
                });
            }
            text.push_str(&format!("{}/{}\n{json}\n", file.folder, file.name));
        }
        text
    }
}
