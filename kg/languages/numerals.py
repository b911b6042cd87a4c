"""Reads and writes whole numbers, in digits or in Chinese numerals: "18", "十八", "二十三", "二○二四"."""

from __future__ import annotations

_DIGITS = {
    numeral: value
    for value, numerals in enumerate(("零〇○", "一", "二兩", "三", "四", "五", "六", "七", "八", "九"))
    for numeral in numerals
}
_NUMERALS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}


def read_number(text: str) -> str:
    """Gives a number in digits; a text that is none comes back as it is."""
    if text.isdecimal():
        return str(int(text))
    if all(numeral in _DIGITS for numeral in text):
        return "".join(str(_DIGITS[numeral]) for numeral in text)
    if any(numeral not in _DIGITS and numeral not in _UNITS for numeral in text):
        return text
    return str(_add_up(text))


def write_number(number: int) -> str:
    """Gives a whole number below a hundred in Chinese numerals, a larger one in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")


def _add_up(text: str) -> int:
    """ "二十三": a digit counts by the unit behind it; "十" alone is ten."""
    total = digit = 0
    for numeral in text:
        if numeral in _UNITS:
            total += (digit or 1) * _UNITS[numeral]
            digit = 0
        else:
            digit = _DIGITS[numeral]
    return total + digit
