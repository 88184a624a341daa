"""What is said to people, in Chinese and in English: the ground that every room stands on."""

from typing import NamedTuple

MARKS = {"、": ", ", "，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ")", "。": "."}


class Message(NamedTuple):
    """The same sentence in Chinese and English."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh

    def about(self, name: object) -> "Message":
        """What it is about, and the sentence."""
        return Message(f"{name}：{self.zh}", f"{name}: {self.en}")

    def then(self, zh: str, en: str) -> "Message":
        """The sentence, and what follows from it."""
        return Message(f"{self.zh}；{zh}", f"{self.en}; {en}")


def mark(sign: str, lang: str) -> str:
    """A mark of Chinese writing, such as 、 or ：, or what stands for it in English."""
    return MARKS[sign] if lang == "en" else sign


def in_english_marks(text: str) -> str:
    """An English sentence whose lists of quoted words were joined as in Chinese: “甲”、“乙”.

    What is quoted stays as it is.
    """
    depth, chars = 0, []
    for char in text:
        depth += char in "“《"
        chars.append(char if depth else MARKS.get(char, char))
        depth -= char in "”》" and depth > 0
    return "".join(chars)


class Trouble(Exception):
    """Something that cannot be done, in one line of either language. ``str()`` is the Chinese line."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.told = Message(zh, en)

    @property
    def message(self) -> str:
        return self.told.zh

    @property
    def message_en(self) -> str:
        return self.told.en
