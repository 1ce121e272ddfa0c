"""The board that asks: indicators, action plans, meetings and packs. It sees numbers only."""
