"""The directory as everybody may see it: HSDS 3.2 objects made from public documents."""
