import Records

/// The language of this run, settled before the arguments are parsed so that help and errors speak it too.
enum Speech {
    @TaskLocal static var language = Language.english
}

/// One of two sentences, by the language of this run.
func say(_ en: String, _ zh: String) -> String {
    Text(en: en, zh: zh)[Speech.language]
}

func say(_ text: Text) -> String {
    text[Speech.language]
}
