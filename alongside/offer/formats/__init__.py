"""Every other form of the offer, each made from the one record: paper, large print, easy read, plain text, one file to
send, data, letters. One module a form; ``record`` gathers what they all say, ``makers`` knows which makes what.
"""
