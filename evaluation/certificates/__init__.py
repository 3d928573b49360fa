"""The certificates of sets/certificates: how they are drawn and photographed, and their labels."""
