//! Page furniture: what stands on the page and is not the story.
