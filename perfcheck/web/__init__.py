"""The reviewer's page and the HTTP API, on this machine: ``perfcheck serve``."""
