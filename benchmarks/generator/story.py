"""Composes one story out of sentences, as long as real ones are, and gives its versions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.generator.days import Slot
from benchmarks.generator.draws import Draws
from benchmarks.generator.scene import Scene
from benchmarks.generator.wording import Pair, read_wording
from kg.languages.scripts import to_simplified

# Nothing is fetched from such a host: the texts are invented, and no page of the Government's holds them.
_ADDRESS = "https://releases.invalid/gia/general/{day:%Y%m/%d}/{id}.htm"
_OFFICIAL = ("visit", "meeting", "signing", "conference", "speech", "appointment")
# Each kind with its share of a hundred.
_KINDS = {
    "visit": 19, "meeting": 17, "signing": 13, "conference": 15, "speech": 7, "appointment": 5,
    "weather": 4, "health": 5, "figures": 6, "roads": 5, "tenders": 4,
}  # fmt: skip
_EVERY_KIND = tuple(kind for kind, share in _KINDS.items() for _ in range(share))
# English characters, by the share of stories that are shorter.
_LENGTHS = ((0.0, 700), (0.1, 1_500), (0.5, 3_700), (0.9, 7_200), (1.0, 10_500))
_EVERYDAY_LENGTH = 0.55  # of the others
_CHINESE_ONLY_LENGTH = 0.45
_SENTENCES = ((0.0, 1), (0.25, 2), (0.7, 3), (0.95, 4), (1.0, 5))  # in a paragraph
# How often a sentence tells what happened, in the first paragraphs and in those that follow; and how often in a story
# that tells of one thing after the other, and how many stories are such.
_TOLD_AT_FIRST, _TOLD_LATER = 0.2, 0.02
_TOLD_THROUGHOUT, _EVENTFUL = 0.8, 0.2
_FIRST_PARAGRAPHS = 3
_SAID = 0.75  # of the other sentences; the rest tells what lies behind
_SPOKEN = 0.9  # of a speech; the rest thanks somebody or tells of a visit
_EVERYDAY_OFFICIAL = 0.08  # how often an everyday sentence names somebody
_JOINED = 0.5  # how often two sentences are one in Chinese
_BOTH, _WITH_SIMPLIFIED, _ENGLISH_ONLY = 0.86, 0.06, 0.05


@dataclass(frozen=True, slots=True)
class Version:
    """A story in one language, with what the header of a release says."""

    id: str
    lang: str
    title: str
    issued: str
    url: str
    counterpart: str | None
    text: str


def tell(seed: int, number: int, slot: Slot) -> list[Version]:
    """Gives the versions of a story: most often English and traditional Chinese, which name each other."""
    draws = Draws(seed, "story", number)
    kind = draws.choose(_EVERY_KIND)
    share = draws.between(0, 99) / 100
    is_paired = share < _BOTH
    is_english = is_paired or share < _BOTH + _ENGLISH_ONLY
    length = draws.along(_LENGTHS)
    if kind not in _OFFICIAL:
        length = int(length * _EVERYDAY_LENGTH)
    if not is_english:
        length = int(length * _CHINESE_ONLY_LENGTH)
    scene = Scene(seed, draws, slot.day)
    title, paragraphs = _compose(scene, draws, kind, length)
    english_id, chinese_id = slot.make_id(0), slot.make_id(1)
    versions = []
    if is_english:
        text = "\n\n".join(" ".join(pair.en for pair in paragraph) for paragraph in paragraphs)
        other = chinese_id if is_paired else None
        versions.append(Version(english_id, "en", title.en, slot.issued, _locate(slot, english_id), other, text))
    if is_paired or not is_english:
        text = "\n\n".join(_join_chinese(draws, paragraph) for paragraph in paragraphs)
        other = english_id if is_paired else None
        address = _locate(slot, chinese_id)
        chinese = Version(chinese_id, "zh-Hant", title.zh, slot.issued, address, other, text)
        versions.append(chinese)
        if share < _WITH_SIMPLIFIED:
            simplified = {"lang": "zh-Hans", "title": to_simplified(title.zh), "text": to_simplified(text)}
            versions.append(replace(chinese, **simplified))
    return versions


def _locate(slot: Slot, release_id: str) -> str:
    return _ADDRESS.format(day=slot.day, id=release_id)


def _compose(scene: Scene, draws: Draws, kind: str, length: int) -> tuple[Pair, list[list[Pair]]]:
    """Gives the title, and paragraphs of sentences until the English text is as long as it should be."""
    pairs = read_wording().pairs
    paragraphs = [[scene.say(draws.choose(pairs[f"{kind}-lead"]))]]
    title = scene.say(draws.choose(pairs[f"{kind}-title"]))
    ending = pairs.get(f"{kind}-end")
    written = len(paragraphs[0][0].en)
    is_eventful = draws.chance(_EVENTFUL)
    while written < length:
        told = _TOLD_AT_FIRST if len(paragraphs) <= _FIRST_PARAGRAPHS else _TOLD_LATER
        told = _TOLD_THROUGHOUT if is_eventful else told
        paragraph = [
            scene.say(scene.choose_new(_list_sentences(draws, kind, told))) for _ in range(draws.along(_SENTENCES))
        ]
        paragraphs.append(paragraph)
        written += sum(len(pair.en) + 1 for pair in paragraph)
    if ending:
        paragraphs.append([scene.say(draws.choose(ending))])
    return title, paragraphs


def _list_sentences(draws: Draws, kind: str, told: float) -> tuple[Pair, ...]:
    pairs = read_wording().pairs
    if kind not in _OFFICIAL:
        return pairs["everyday-official" if draws.chance(_EVERYDAY_OFFICIAL) else f"{kind}-body"]
    if kind == "speech":
        return pairs["claims" if draws.chance(_SPOKEN) else "speech-body"]
    if draws.chance(told):
        return pairs[f"{kind}-body"]
    return pairs["talk" if draws.chance(_SAID) else "background"]


def _join_chinese(draws: Draws, paragraph: list[Pair]) -> str:
    """Gives a paragraph in which some sentences are joined, as Chinese does where English makes two."""
    full_stop, semicolon = tuple(read_wording().stops)
    text = ""
    for pair in paragraph:
        if text.endswith(full_stop) and draws.chance(_JOINED):
            text = text.removesuffix(full_stop) + semicolon
        text += pair.zh
    return text
