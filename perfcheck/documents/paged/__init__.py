"""From the characters and lines of fixed pages to paragraphs and grids: what the PDF reader is made of."""
