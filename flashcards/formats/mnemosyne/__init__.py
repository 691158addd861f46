"""Mnemosyne: `.cards` files for sharing, and the XML of versions 1.x."""
