"""Zips of wheels that install perfcheck where there is no network: ``make bundle``.

``wheels`` reads wheels and says whether a folder of them is enough for a machine, ``gather`` downloads
them, ``pack`` lays them into a zip with what starts them. ``install.py``, ``windows/`` and ``linux/``
go into the zip and run there.
"""
