//! Tables as text to be pasted: Markdown, which reads as text too.
//! Must not know what is in them.

/// A table below its head.
#[must_use]
pub fn table(head: Vec<String>, body: impl Iterator<Item = Vec<String>>) -> String {
    let rule = vec!["---".to_owned(); head.len()];
    table_rows([head, rule].into_iter().chain(body))
}

/// The rows of a table.
#[must_use]
pub fn table_rows(rows: impl Iterator<Item = Vec<String>>) -> String {
    let cell = |text: &String| text.replace('|', "\\|").replace('\n', " ");
    let lines = rows.map(|row| format!("| {} |\n", row.iter().map(cell).collect::<Vec<_>>().join(" | ")));
    lines.collect()
}
