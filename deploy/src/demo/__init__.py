"""The demonstration city: a synthetic Langfang of 2018, entered through the public API.

County splits are synthetic and no person is real: see ``population`` for the totals that
the city must arrive at by counting, ``families`` for the people, ``load`` for the story.
"""
